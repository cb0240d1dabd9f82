"""Which layers of a PDF are shown when it is opened (ISO 32000-1, 8.11).

The states are settled once and baked into the sheet, so that every viewer shows what the sender's
reader saw, and no viewer offers to switch.
"""

from dataclasses import dataclass

from dossier.press.pdf_node import DEPTH, Identity, Node


@dataclass(frozen=True, slots=True, kw_only=True)
class Layers:
    """The settled states.

    Attributes:
        groups: Every optional content group that the catalogue lists.
        hidden: Those that are off.
    """

    groups: frozenset[Identity] = frozenset()
    hidden: frozenset[Identity] = frozenset()

    def hides(self, content: Node) -> bool:
        """Tells whether an ``/OC`` entry, a group or a membership, hides what it stands on."""
        if not content.is_dictionary:
            return False
        if content.get("/Type").name != "/OCMD":
            return content.identity in self.hidden
        expression = content.get("/VE").entries()
        if expression:
            return not self._holds(content.get("/VE"), DEPTH)
        return not self._member_shown(content)

    def _member_shown(self, membership: Node) -> bool:
        listed = membership.get("/OCGs")
        groups = (listed,) if listed.is_dictionary else listed.entries()
        on = [group.identity not in self.hidden for group in groups if group.is_dictionary]
        if not on:
            return True
        match membership.get("/P").name:
            case "/AllOn":
                return all(on)
            case "/AnyOff":
                return not all(on)
            case "/AllOff":
                return not any(on)
            case _:
                return any(on)

    def _holds(self, expression: Node, depth: int) -> bool:
        if expression.is_dictionary:
            return expression.identity not in self.hidden
        operator, *operands = expression.entries() or (expression,)
        if depth == 0:
            return True
        values = [self._holds(operand, depth - 1) for operand in operands]
        match operator.name:
            case "/And":
                return all(values)
            case "/Or":
                return any(values)
            case "/Not":
                return not any(values)
            case _:
                return True


def layers_of(catalogue: Node) -> Layers:
    """Settles every group: BaseState, then ON, then OFF, then the automatic state of the View event."""
    properties = catalogue.get("/OCProperties")
    groups = {node.identity: node for node in properties.get("/OCGs").entries()}
    config = properties.get("/D")
    hidden: set[Identity | None] = set(groups) if config.get("/BaseState").name == "/OFF" else set()
    hidden -= {node.identity for node in config.get("/ON").entries()}
    hidden |= {node.identity for node in config.get("/OFF").entries()}
    for rule in config.get("/AS").entries():
        if rule.get("/Event").name == "/View":
            _apply_usage(rule, hidden)
    never = {identity for identity, node in groups.items() if not _is_for_viewing(node)}
    return Layers(
        groups=frozenset(identity for identity in groups if identity),
        hidden=frozenset(identity for identity in hidden - never if identity),
    )


def _apply_usage(rule: Node, hidden: set[Identity | None]) -> None:
    if "/View" not in {category.name for category in rule.get("/Category").entries()}:
        return
    for group in rule.get("/OCGs").entries():
        match group.get("/Usage").get("/View").get("/ViewState").name:
            case "/OFF":
                hidden.add(group.identity)
            case "/ON":
                hidden.discard(group.identity)


def _is_for_viewing(group: Node) -> bool:
    """A group meant for design alone has no say in what is shown (ISO 32000-1, 8.11.2.3)."""
    intent = group.get("/Intent")
    names = {intent.name} if intent.name else {entry.name for entry in intent.entries()}
    return not names or bool(names & {"/View", "/All"})
