"""Dates that a proof says, with the words that say them.

In the order in which to read them, each building on those before:

``words``, ``spelled``    a date in figures, with its month's name, or in words
``weekdays``, ``order``   what the day of the week and the language say about its figures
``names``, ``file_time``  what a file's name and the disk say
``paper_words``           by what names papers call themselves; ``papers`` reads which one this is
``cues``, ``signs``       the words around a date, and those of a whole page
``talks``                 how a note of a call begins
``places``, ``page``      where a letter was written; a text as lines with their dates
``decisive``              the one day of a paper of many: handed over, in force, closed
``text``, ``weighed``     every date of a text with its points, and the one that stands clearly above
``settle``, ``remarks``   which source counts, and what is to be told about it
"""
