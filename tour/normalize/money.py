"""Sums of money: currencies by sign and code, prices in ranges, and the shillings and pence of old."""

from __future__ import annotations

import re
from typing import NamedTuple

from tour.normalize.numerals import cardinal, decimal
from tour.normalize.quantities import LETTER_SCALE, NUMBER, SCALE, describes, noun_follows, scaled
from tour.normalize.rules import Rule, after, before, table


class _Currency(NamedTuple):
    one: str
    many: str
    cent: str
    cents: str

    def called(self, single: bool) -> str:
        """Return what one, or what several are called."""
        return self.one if single else self.many


_DOLLARS = table(
    """
    A=Australian; AU=Australian; C=Canadian; CA=Canadian; NZ=New Zealand; HK=Hong Kong; S=Singapore; NT=New Taiwan
    J=Jamaican; TT=Trinidad; BZ=Belize; N=Namibian
    """
)
_CURRENCIES = {
    "$": _Currency("dollar", "dollars", "cent", "cents"),
    "£": _Currency("pound", "pounds", "penny", "pence"),
    "€": _Currency("euro", "euros", "cent", "cents"),
    "¥": _Currency("yen", "yen", "sen", "sen"),
    "₹": _Currency("rupee", "rupees", "paisa", "paise"),
    "₩": _Currency("won", "won", "jeon", "jeon"),
    "₽": _Currency("ruble", "rubles", "kopeck", "kopecks"),
    "₺": _Currency("lira", "lira", "kurush", "kurush"),
    "₪": _Currency("shekel", "shekels", "agora", "agorot"),
    "₫": _Currency("dong", "dong", "hao", "hao"),
    "฿": _Currency("baht", "baht", "satang", "satang"),
    "₱": _Currency("peso", "pesos", "centavo", "centavos"),
    "₴": _Currency("hryvnia", "hryvnias", "kopiyka", "kopiykas"),
    "₦": _Currency("naira", "naira", "kobo", "kobo"),
    "zl": _Currency("zloty", "zlotys", "grosz", "groszy"),
    "Kc": _Currency("koruna", "korunas", "haler", "halers"),
    "R$": _Currency("real", "reais", "centavo", "centavos"),
    "MX$": _Currency("Mexican peso", "Mexican pesos", "centavo", "centavos"),
    **{f"{sign}$": _Currency(f"{land} dollar", f"{land} dollars", "cent", "cents") for sign, land in _DOLLARS.items()},
}
_CODES = {
    "USD": _Currency("U S dollar", "U S dollars", "cent", "cents"),
    "EUR": _CURRENCIES["€"],
    "GBP": _CURRENCIES["£"],
    "JPY": _CURRENCIES["¥"],
    "INR": _Currency("Indian rupee", "Indian rupees", "paisa", "paise"),
    "AUD": _CURRENCIES["A$"],
    "CAD": _CURRENCIES["C$"],
    "NZD": _CURRENCIES["NZ$"],
    "HKD": _CURRENCIES["HK$"],
    "SGD": _CURRENCIES["S$"],
    "BRL": _CURRENCIES["R$"],
    "MXN": _CURRENCIES["MX$"],
    "CHF": _Currency("Swiss franc", "Swiss francs", "centime", "centimes"),
    "SFr": _Currency("Swiss franc", "Swiss francs", "centime", "centimes"),
    "Fr": _Currency("franc", "francs", "centime", "centimes"),
    "Frs": _Currency("franc", "francs", "centime", "centimes"),
    "fr": _Currency("franc", "francs", "centime", "centimes"),
    "sFr": _Currency("Swiss franc", "Swiss francs", "centime", "centimes"),
    "SEK": _Currency("Swedish krona", "Swedish kronor", "ore", "ore"),
    "NOK": _Currency("Norwegian krone", "Norwegian kroner", "ore", "ore"),
    "DKK": _Currency("Danish krone", "Danish kroner", "ore", "ore"),
    "ISK": _Currency("Icelandic krona", "Icelandic kronur", "eyrir", "aurar"),
    "kr": _Currency("krone", "kroner", "ore", "ore"),
    "PLN": _CURRENCIES["zl"],
    "CZK": _CURRENCIES["Kc"],
    "HUF": _Currency("forint", "forints", "filler", "filler"),
    "CNY": _Currency("yuan", "yuan", "fen", "fen"),
    "RMB": _Currency("yuan", "yuan", "fen", "fen"),
    "KRW": _CURRENCIES["₩"],
    "THB": _CURRENCIES["฿"],
    "TRY": _CURRENCIES["₺"],
    "ZAR": _Currency("rand", "rand", "cent", "cents"),
    "Rs": _CURRENCIES["₹"],
}
"""Currencies that are written with letters; a dot may follow."""
_MONEY = {**_CURRENCIES, **_CODES}
_LETTERED = sorted((sign for sign in _MONEY if sign[0].isalpha()), key=len, reverse=True)
_PLAIN_SIGNS = "".join(sign for sign in _MONEY if not sign[0].isalpha())
_SIGN = rf"(?:(?<![A-Za-z])(?:{'|'.join(map(re.escape, _LETTERED))})|[{_PLAIN_SIGNS}])"
"""Pattern of a currency's sign or code."""
_OLD_MONEY = r" (?:note|notes|piece|bit|coin|stamp|seat|a|an|per|each|in)\b"
"""What follows shillings and pence."""
_PAID = r" (?:each|a|an|per|tax|off|extra|more|charge|coin|stamp|deposit|tip|piece|ride)\b"
"""What follows cents: "50c each"."""
_AFTER_FIGURES = "[€£₽₺₴₫]|zl|Kc|kr|Frs?|fr(?=\\.)|[Ss]Fr|" + "|".join(code for code in _CODES if code.isupper())
"""Signs that also stand after the figures."""
SIGNS = "$£€¥₹¢₩₽₺₪₫฿₱₴₦/"


def rules() -> tuple[Rule, ...]:
    """Return the rules for figures with a currency; each needs one of `SIGNS` or a letter."""
    return (
        (r"\bUS(?=[$])", ""),
        (r"([$£€]) ?\.(\d\d)(?!\d)", r"\g<1>0.\2"),
        (rf"([$£€]) ?({NUMBER})\.(\d\d) 1/2", _half_cents),
        (r"(?:£ ?(\d[\d,]*)[ .-]?)?(?<![\w.,])(\d{1,2})s\.?[ -]?(\d{1,2})d\b(?!\.\w)\.?", _shillings),
        (
            rf"(?<![\w.,'])(\d{{1,3}})(?:/-|s\.?(?={_OLD_MONEY}))(?!\d)",
            lambda m: f"{m[1]} shilling{'' if m[1] == '1' else 's'}",
        ),
        (rf"(?<![\w.,/])((?:\d{{1,2}} )?1/2|\d{{1,2}})d(?:\.(?!\w)|(?={_OLD_MONEY}))", _pence),
        (r"(?<![\w.,])(\d{1,2})c\b(?![./-]\w|\. ?\d)", _cents),
        (rf"(?<![\w.,$£€])({NUMBER})\s?({_AFTER_FIGURES})(?![\w$£€]|\s?\d)\.?(?!\s?\d)", r"\2 \1"),
        (rf"(?<![\w.,])({NUMBER}) ?[x×] ?(?=[$£€]\d)", r"\1 "),
        (rf"(?<![\w.,$£€])({NUMBER})p(?= (?:each|a|per|coin|piece|for)\b|[,;)]|\.*$)", r"\1 pence"),
        (
            rf"({_SIGN})\.?\s?({NUMBER})({LETTER_SCALE})?\s?(?:[–-]| to )\s?(?:\1\s?)({NUMBER})"
            rf"(?:([- ]?)({SCALE}|{LETTER_SCALE})\b)?"
            r"(?![\d,]*\d)",
            _money_range,
        ),
        (
            rf"([$£€])\s?({NUMBER})()\s?[–-]\s?({NUMBER})(?:([- ]?)({SCALE}|{LETTER_SCALE})\b)?(?![\d,]*\d)",
            _money_range,
        ),
        (rf"({_SIGN})\.?\s?({NUMBER})(?:([- ]?)({SCALE}|{LETTER_SCALE})\b)?(-(?=[a-z]))?", _money),
    )


def _money_range(match: re.Match[str]) -> str:
    sign, low, low_scale, high, _, scale = match.groups()
    currency = _MONEY[sign]
    if any(re.search(r"\.\d\d$", amount) for amount in (low, high)) and not scale:
        return f"{_sum(low, currency)} to {_sum(high, currency)}"
    said = _amount(low)
    if low_scale and low_scale != scale:
        said += f" {scaled(low_scale)}"
    said += f" to {_amount(high)}"
    if scale:
        said += f" {scaled(scale)}"
    return f"{said} {currency.called(describes(match))}"


def _money(match: re.Match[str]) -> str:
    sign, amount, joint, scale, hyphen = match.groups()
    currency = _MONEY[sign]
    amount = amount.replace(",", "")
    if scale:
        single = (
            bool(hyphen)
            or describes(match)
            or (joint == "-" and bool(noun_follows(match) or re.match(r" [A-Z]", after(match))))
        )
        said = f"{decimal(amount)} {scaled(scale)} {currency.called(single)}"
    elif re.search(r"\.\d\d$", amount):
        said = _with_cents(amount, currency, single=describes(match))
    else:
        single = bool(hyphen) or amount == "1" or describes(match)
        said = f"{decimal(amount)} {currency.called(single)}"
    return f"{said} " if hyphen else said


def _half_cents(match: re.Match[str]) -> str:
    """Return "$612.37 1/2", as it was reckoned of old."""
    sign, whole, small = match.groups()
    currency = _MONEY[sign]
    return f"{_sum(whole, currency)} and {cardinal(int(small))} and a half {currency.cents}"


def _shillings(match: re.Match[str]) -> str:
    """Return "£3 10s. 6d." as pounds, shillings and pence."""
    pounds, shillings, pence = match.groups()
    said = f"{_sum(pounds, _MONEY['£'])}, " if pounds else ""
    said += f"{cardinal(int(shillings))} shilling{'' if shillings == '1' else 's'}"
    if not int(pence):
        return said
    said += " and "
    return f"{said}{cardinal(int(pence))} {'penny' if pence == '1' else 'pence'}"


def _pence(match: re.Match[str]) -> str:
    amount = match[1]
    if amount == "1/2":
        return "halfpenny"
    return f"{amount} {'penny' if amount == '1' else 'pence'}"


def _cents(match: re.Match[str]) -> str:
    """Return "90c" as cents where money stands near; else it may be a century or a door."""
    paid = re.search(r"[$£€¢]|cents", before(match)) or re.match(_PAID, after(match))
    return f"{match[1]} {'cent' if match[1] == '1' else 'cents'}" if paid else match[0]


def _sum(amount: str, currency: _Currency) -> str:
    amount = amount.replace(",", "")
    if re.search(r"\.\d\d$", amount):
        return _with_cents(amount, currency)
    return f"{decimal(amount)} {currency.called(amount == '1')}"


def _with_cents(amount: str, currency: _Currency, *, single: bool = False) -> str:
    whole, _, small = amount.partition(".")
    said = f"{decimal(whole)} {currency.called(single or whole == '1')}"
    if small == "00":
        return said
    coin = currency.cent if single or small == "01" else currency.cents
    cents = f"{cardinal(int(small))} {coin}"
    return f"{said} and {cents}" if whole.strip("0") else cents


def _amount(written: str) -> str:
    return decimal(written.replace(",", ""))
