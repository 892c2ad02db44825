"""Names of months in other languages and of other calendars, as reports in English print them.

Levantine and Iraqi ("Tishreen al-Awwal"), Egyptian and Maghrebi Arabic, Turkish, Persian, Ethiopian
and Coptic names in the transliterations that news uses; French, Spanish, Portuguese, German,
Italian, Russian, Ukrainian and Arabic names in their own spelling, after the Unicode CLDR (release
46, month names, format wide).
"""

from __future__ import annotations

from typing import NamedTuple
from unicodedata import normalize

from tallybook.coding.language.token_rows import Tokens, word_set
from tallybook.coding.moments.other_calendars import Calendar


class MonthName(NamedTuple):
    """A month of a calendar; where the name is a person's or thing's as well (`doubtful`), only a
    date with day and year is read."""

    calendar: Calendar
    month: int
    doubtful: bool


LONGEST = 5
"""Words of a month's name, hyphens and articles among them ("dhu al - hijjah")."""

_ROWS: tuple[tuple[Calendar, str], ...] = (
    # Levant and Iraq
    ("gregorian", """kanun-al-thani kanoun-al-thani kanun-ii kanoun-ii kanun-al-akhir | shubat shbat
     | adhar | nisan naysan | ayyar ayar | haziran huzayran hzairan | tammuz tamuz tamouz tammouz
     | aab | aylul ayloul ailul eylul | tishrin-al-awwal tishreen-al-awwal tishrin-i tishreen-i
     tishreen-al-awal | tishrin-al-thani tishreen-al-thani tishrin-ii tishreen-ii
     | kanun-al-awwal kanoun-al-awwal kanun-i kanoun-i"""),
    # Egypt, the Gulf and the Maghreb
    ("gregorian", """yanayir | fibrayir febrayer fifri | maris | abril afril | mayu | yunyu yuniyu
     yunio juwan | yulyu yuliyu juwiliya | aghustus aghustos | sibtambir sebtember | uktubar
     uktobar | nufambir nufember | disambir"""),
    ("gregorian", """يناير كانون-الثاني جانفي | فبراير شباط فيفري | مارس آذار | أبريل ابريل نيسان
     أفريل | مايو أيار ماي | يونيو يونيه حزيران جوان | يوليو يوليه تموز جويلية | أغسطس آب أوت
     | سبتمبر أيلول | أكتوبر تشرين-الأول | نوفمبر تشرين-الثاني | ديسمبر كانون-الأول"""),
    # Turkish
    ("gregorian", """ocak | şubat | mart | nisan | mayıs | haziran | temmuz | ağustos | eylül | ekim
     | kasım | aralık"""),
    # French, Spanish, Portuguese, German, Italian
    ("gregorian", """janvier enero janeiro januar jänner gennaio | février febrero fevereiro februar
     febbraio | mars marzo março märz | avril abril aprile | mai mayo maio maggio | juin junio junho
     juni giugno | juillet julio julho juli luglio | août agosto | septembre septiembre setiembre
     setembro settembre | octobre octubre outubro oktober ottobre | novembre noviembre novembro
     | décembre diciembre dezembro dezember dicembre"""),
    ("gregorian", """января січня | февраля лютого | марта березня | апреля квітня | мая травня
     | июня червня | июля липня | августа серпня | сентября вересня | октября жовтня | ноября
     листопада | декабря грудня"""),
    ("hijri", """muharram | safar | rabi-al-awwal rabi-ul-awwal rabi-i | rabi-al-thani rabi-al-akhir
     rabi-ul-thani rabi-us-sani rabi-ii | jumada-al-ula jumada-al-awwal jumada-i | jumada-al-thani
     jumada-al-akhira jumada-al-thaniya jumada-ii | rajab | shaban shaaban | ramadan ramazan
     ramadhan ramzan | shawwal | dhu-al-qadah dhu-al-qidah dhul-qadah dhul-qada zul-qada zulqada
     zilqad | dhu-al-hijjah dhu-al-hijja dhul-hijjah dhul-hijja zul-hijja zulhijja zilhaj"""),
    ("hijri", """محرم | صفر | ربيع-الأول | ربيع-الثاني ربيع-الآخر | جمادى-الأولى | جمادى-الثانية
     جمادى-الآخرة | رجب | شعبان | رمضان | شوال | ذو-القعدة ذي-القعدة | ذو-الحجة ذي-الحجة"""),
    # Iran; Afghanistan in Dari, which a decree of 2024 gave up
    ("solar", """farvardin | ordibehesht | khordad | tir | mordad | shahrivar | mehr | aban | azar
     | dey | bahman | esfand"""),
    ("solar", """hamal | sawr saur | jawza | saratan | asad | sunbula sonbola | mizan | aqrab | qaws
     | jadi | dalw | hut"""),
    ("ethiopian", """meskerem | tikimt teqemt | hidar | tahsas | terr | yekatit | megabit | miyazya
     miazia | ginbot | sene | hamle | nehase | pagume pagumen"""),
    ("coptic", """thout tout | paopi paope | hathor hator | koiak kiahk | tobi toba | meshir amshir
     | paremhat baramhat | paremoude baramouda | pashons bashans | paoni paona | epip abib | mesori
     mesra | nasie nesi"""),
)  # fmt: skip

DOUBTFUL = word_set(
    """
    nisan mars marzo marta mart mayo mai mayu maris safar rajab shaban shaaban ramadan ramazan
    ramadhan tir mehr aban azar dey bahman hamal saur asad mizan aqrab jadi hut hidar sene terr tobi
    toba tout abib mesra kasim ekim aab juli juni julio julho agosto august januar abril oktober
    محرم صفر رجب شعبان رمضان
    """
)
"""Names that are a person's, a maker's, a planet's or an ordinary word as well."""


def key_of(words: str) -> str:
    """Return a name without spaces, hyphens, accents and apostrophes, in small letters; the Turkish
    dotless i as i."""
    plain = normalize("NFKD", words.casefold().replace("ı", "i"))
    return "".join(c for c in plain if c.isalpha())


NAMES: dict[str, MonthName] = {
    key_of(name): MonthName(calendar, month, name in DOUBTFUL)
    for calendar, row in _ROWS
    for month, names in enumerate(row.split("|"), start=1)
    for name in names.split()
}

FIRST_WORDS = frozenset(
    name.split("-")[0] for _, row in _ROWS for name in row.split() if name != "|"
) | {"jumada", "rabi'", "sha'ban"}


def read_month_name(tokens: Tokens, index: int) -> tuple[int, MonthName] | None:
    """Return the end and month of the longest name at `index`, or None."""
    for size in range(min(LONGEST, tokens.size - index), 0, -1):
        words = tokens.text[index : index + size]
        if not words[-1].isalpha() or any(word[:1].isdigit() for word in words):
            continue
        found = NAMES.get(key_of("".join(words)))
        if found is not None and (words[0][:1].isupper() or not words[0].isascii()):
            return index + size, found
        if found is not None and index > 0 and tokens.low[index - 1] in ("de", "of", "di"):
            return index + size, found
        if found is not None and tokens.low[index - 1][:1].isdigit():
            return index + size, found  # "17 octobre": other languages write months small.
    return None
