"""The size of a small picture, from its first bytes alone."""


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Reads width and height in pixels of a GIF or PNG; None for anything else."""
    if data[:6] in {b"GIF87a", b"GIF89a"} and len(data) >= 10:
        return int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    return None
