"""Media that an export of a conversation leaves out and only marks, without a name."""

from enum import StrEnum


class Omitted(StrEnum):
    """What was left out; stands among the names of a message's missing files.

    The values are keys under ``[notice]`` in the language files.
    """

    IMAGE = "media-omitted-image"
    VIDEO = "media-omitted-video"
    AUDIO = "media-omitted-audio"
    STICKER = "media-omitted-sticker"
    DOCUMENT = "media-omitted-document"
    CONTACT = "media-omitted-contact"
    MEDIUM = "media-omitted"
