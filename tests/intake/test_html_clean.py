"""Pages are disarmed and nothing that their reader saw is changed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dossier.intake.web.html_clean import Resource, clean
from dossier.intake.web.html_text import page_title, visible_text
from dossier.intake.web.html_tokens import Kind, tokens
from tests.support.patience import patience

CHARSET = '<meta charset="utf-8">'
LOGO = Resource(media_type="image/png", data=b"\x89PNG")
LOGO_INSIDE = "data:image/png;base64,iVBORw=="


def from_table(**files):
    """Gives a resolver that knows some addresses, dots written as underscores."""
    table = {name.replace("_", "."): resource for name, resource in files.items()}
    return lambda url, base: table.get(url)


def body(html, **more):
    return clean(html, **more).replace(CHARSET, "")


def test_harmless_markup_goes_through_as_it_stands():
    odd = "<!DOCTYPE html>\n<P  Class=x\tid='y' >A &amp; B &lt; C &nope; <br/><TD bgcolor=#fff>é</P >"

    assert body(odd) == odd


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("a<script>evil()</script>b", "ab"),
        ("a<SCRIPT src=x>evil()</SCRIPT >b", "ab"),
        ("a<script>evil()", "a"),
        ("a<script>'</scripty>'</script>b", "ab"),
        ("a<!-- <b> -->c", "ac"),
        ("a<!-- never closed", "a"),
        ("<base href=http://x.test/>a", "a"),
        ('<meta http-equiv="refresh" content="0;url=http://x.test">a', "a"),
        ("<meta charset=latin1>a", "a"),
        (
            '<meta name="viewport" content="width=device-width">',
            '<meta name="viewport" content="width=device-width">',
        ),
        ('<link rel=stylesheet href="http://x.test/a.css">a', "a"),
        ('<iframe src="file:///etc/hosts">old</iframe>a', "a"),
        ('<object data="x.swf"><b>instead</b></object>', "<b>instead</b>"),
        ('<embed src="x.swf">a', "a"),
        ("<p onclick=evil() id=k>a", "<p id=k>a"),
        ("<p id=k oNcLick = 'evil()'>a", "<p id=k>a"),
        ('<a href="javascript:evil()">mot</a>', '<a href="#">mot</a>'),
        ('<a class=b href="https://x.test/?id=7" target=_blank>mot</a>', '<a class=b href="#">mot</a>'),
        ('<form action="http://x.test"><input name=a value=b></form>', "<form><input name=a value=b></form>"),
        ('<button formaction="http://x.test">ok</button>', "<button>ok</button>"),
        ('<img src="file:///etc/passwd" alt=x>', '<img src="data:," alt=x>'),
        ('<img src="logo.png" alt=x>', '<img src="data:," alt=x>'),
        ('<img src="https://x.test/a.png">', '<img src="https://x.test/a.png">'),
        ('<img src="data:image/png;base64,AAAA" loading=lazy>', '<img src="data:image/png;base64,AAAA">'),
        ('<img src=" jav&#x61;script:evil()">', '<img src="data:,">'),
        ('<div style="background:url(file:///x)">a', '<div style="background:url(&quot;data:,&quot;)">a'),
        ("<noscript>please</noscript>a", "a"),
        (
            "<svg><style><img onerror=evil() src=x></style></svg>",
            '<svg><style><img src="data:,"></style></svg>',
        ),
        ("<svg><script>evil()</script><path d='M0'/></svg>", "<svg><path d='M0'/></svg>"),
        ("<svg><![CDATA[<b>]]></svg>", "<svg><![CDATA[<b>]]></svg>"),
        ("x\0<scr\0ipt>evil()</script>y", "xy"),
        ("a <tag with='open quote> and the rest", "a "),
        ("1 < 2 </ 3", "1 &lt; 2 "),
    ],
)
def test_what_runs_fetches_or_leads_away_is_gone(written, kept):
    assert body(written) == kept


def test_text_in_noscript_stays_where_no_script_ever_ran():
    assert body("<noscript>vu</noscript>", scripted=False) == "<noscript>vu</noscript>"


@pytest.mark.parametrize(
    ("written", "start"),
    [
        ("<!DOCTYPE html><html lang=fr><head><title>x", "<!DOCTYPE html><html lang=fr><head>" + CHARSET),
        ("<p>x", CHARSET + "<p>x"),
        ("<!-- c -->\n<html><body>x", "\n<html>" + CHARSET + "<body>"),
        ("mots", CHARSET + "mots"),
    ],
)
def test_the_charset_is_told_once_and_early(written, start):
    cleaned = clean(written)

    assert cleaned.startswith(start)
    assert cleaned.count("charset") == 1


def test_pictures_that_came_along_are_put_inside():
    resolve = from_table(logo_png=LOGO)

    assert body('<img src="logo.png" alt=x>', resolve=resolve) == f'<img src="{LOGO_INSIDE}" alt=x>'
    assert body("<td background=logo.png>", resolve=resolve) == f'<td background="{LOGO_INSIDE}">'
    assert f'url("{LOGO_INSIDE}")' in body("<style>a{background:url( 'logo.png' )}</style>", resolve=resolve)
    svg = "<svg><image xlink:href='logo.png'/><use href='#a'/></svg>"
    assert body(svg, resolve=resolve) == f"<svg><image xlink:href=\"{LOGO_INSIDE}\" /><use href='#a'/></svg>"


def test_of_alternatives_the_one_that_came_along_is_shown():
    resolve = from_table(big_png=LOGO)

    both = '<img src="http://x.test/s.png" srcset="s.png 1x, big.png 2x" sizes="10px">'
    assert body(both, resolve=resolve) == f'<img src="{LOGO_INSIDE}">'
    assert body('<source srcset="big.png 2x">', resolve=resolve) == f'<source srcset="{LOGO_INSIDE}">'
    assert body('<source srcset="http://x.test/a.png">') == "<source>"
    assert body('<img srcset="http://x.test/a.png">') == '<img srcset="http://x.test/a.png">'


def test_style_sheets_are_put_inside_with_what_they_import():
    resolve = from_table(
        a_css=Resource(media_type="text/css", data=b'@import "b.css" print; p{color:red}'),
        b_css=Resource(media_type="text/css", data=b"q{background:url(logo.png)}</style><script>"),
        logo_png=LOGO,
    )

    cleaned = body('<link rel="stylesheet" media="screen" href="a.css">', resolve=resolve)

    inner = f'@media print {{q{{background:url("{LOGO_INSIDE}")}}<\\/style><script>}} p{{color:red}}'
    assert cleaned == f'<style media="screen">{inner}</style>'
    assert body("<style>@import url(nowhere.css);p{}</style>") == "<style>p{}</style>"


def test_addresses_that_only_paper_would_show_stay_unseen():
    sheet = "<style>@media print{a::after{content:' (' attr(href) ')';color:red}q{content:'x'}}</style>"

    assert body(sheet) == "<style>@media print{a::after{;color:red}q{content:'x'}}</style>"


def test_a_sheet_in_an_address_is_read_and_circles_of_imports_end():
    resolve = from_table(a_css=Resource(media_type="text/css", data=b'@import "a.css";p{}'))

    assert body('<link rel=stylesheet href="data:text/css,b%7B%7D">') == '<style media="all">b{}</style>'
    assert body('<style>@import "a.css";</style>', resolve=resolve) == "<style>p{}p{}p{}</style>"


def test_a_frame_whose_page_came_along_is_kept_disarmed():
    resolve = from_table(
        f_html=Resource(media_type="text/html", data=b"<p onclick=x>in</p><script>1</script>")
    )

    for markup in (
        '<iframe src="f.html" width=5></iframe>',
        "<iframe width=5 srcdoc='<p onclick=x>in</p>'></iframe>",
    ):
        cleaned = body(markup, resolve=resolve)
        assert cleaned.startswith('<iframe sandbox="" width=5 srcdoc="')
        assert "&lt;p&gt;in&lt;/p&gt;" in cleaned
        assert "onclick" not in cleaned
        assert "script" not in cleaned


def test_a_page_that_frames_itself_ends():
    own = Resource(media_type="text/html", data=b"<iframe src=own.html></iframe>end")

    assert clean("<iframe src=own.html></iframe>", resolve=from_table(own_html=own)).count("iframe") < 20


HOSTILE = {
    "nested": "<div>" * 60_000,
    "comments": "<!--" * 60_000,
    "quotes": "<a b='" * 60_000,
    "brackets": "<" * 100_000,
    "attributes": "<a " + "b " * 100_000 + ">",
    "sources": "<img " + "src=a srcset=b " * 50_000 + ">",
    "addresses": "<style>" + "url(" * 60_000 + "</style>",
    "imports": "<style>" + "@import url(" * 60_000 + "</style>",
    "sections": "<svg>" + "<![CDATA[" * 60_000,
    "titles": "<title>" * 60_000,
}


@pytest.mark.parametrize("markup", HOSTILE.values(), ids=HOSTILE)
def test_hostile_markup_comes_to_an_end(markup):
    # Work that grows with the square of these lengths takes many minutes.
    with patience():
        clean(3 * markup)
        visible_text(3 * markup)


@given(st.text(alphabet=st.sampled_from("<>/!-'\"= abscript\0\n&;[]"), max_size=80))
def test_tokens_join_to_what_was_cut(markup):
    raw = "".join(token.raw for token in tokens(markup))

    assert markup.replace("\0", "").startswith(raw)


@given(
    st.lists(
        st.sampled_from(
            ["<script>", "</script>", "<svg>", "<style>", "</style>", "<p on", "click=1>", "<", "x"]
        )
    )
)
def test_no_script_and_no_handler_is_ever_left(pieces):
    left = list(tokens(clean("".join(pieces))))

    assert not [t for t in left if t.kind is Kind.START and t.name == "script"]
    assert not [a for t in left for a in t.attributes if a.name.startswith("on")]


def test_a_stray_sign_never_begins_a_tag_with_what_is_left_behind_it():
    assert clean("<</script>x<style><script>alert(1)</script>").count("<x") == 0
    assert visible_text(clean("<p>3 < 4 <</script>p>")) == "3 < 4 <p>"


@given(st.text(max_size=60))
def test_disarming_twice_changes_nothing_more(markup):
    once = clean(markup)

    assert clean(once) == once


def test_only_words_that_are_seen_are_text():
    page = """<html><head><title>Titre</title><style>p{}</style></head><body>
    <div style="display : none">aperçu<div>caché</div></div><p hidden>non<p>Bonjour&nbsp;<b>Léa</b>,
    <br>le&shy;ttre<script>x</script><table><tr><td>1</td><td>2</td></tr></table>
    <select><option>non</select><textarea>saisi</textarea><!-- non --></body></html>"""

    assert visible_text(page) == "Bonjour Léa,\nle ttre\n\n1 2\n\nsaisi"


def test_the_title_is_one_line_and_never_the_body_s():
    assert page_title("<html><head><title>\n Suivi &amp;  colis</title>") == "Suivi & colis"
    assert page_title("<p>x</p><title>non</title>") == ""
