"""Documents to write: an ordinary one, and those that are hard."""

from webapp.documents.model import (
    Bar,
    Bars,
    Bullets,
    Document,
    Facts,
    Heading,
    Note,
    Paragraph,
    Quote,
    Table,
)
from webapp.domain.text import Text

ARABIC = "نريد ملعباً أكبر لأطفالنا، ومقاعد في الظل (على الأقل 4). شكراً لكم!"
TIGRINYA = "ንሕና ዓቢ መጻወቲ ንደሊ ኢና።"
SPECIAL = '#read("/etc/passwd") $x$ \\ @ref <lab> *b* _i_ `raw` // /* [ ] { } = + - 1. / ~ --- #sys.inputs'


def decision_basis(*, contents: bool = False) -> Document:
    """A document with every kind of block."""
    return Document(
        title="Beslutsunderlag: skolgården på Brinkskolan",
        subtitle="Bilaga till ärendet om ny skolgård.",
        municipality="Vänersborgs kommun",
        registration="BUN 2026/145",
        facts=(("Nämnd", "Barn- och utbildningsnämnden"), ("Datum", "21 november 2026")),
        footer="Resultatet är rådgivande.",
        contents=contents,
        blocks=(
            Note("Nämnden beslutar.", "Resultatet är rådgivande."),
            Heading("Bakgrund"),
            Paragraph("Skolgården byggdes 1974.\n\nDen används av 412 elever.", "Kort sagt."),
            Heading("Så gick det till"),
            Bullets(("Webbenkät", "Affischer", "Två möten")),
            Heading("Vilka vi nådde", 3),
            Facts((("Svar", "318"), ("Språk", "Svenska, arabiska, tigrinska"))),
            Table(
                "Svar efter stadsdel",
                ("Stadsdel", "Under 18", "Alla"),
                (("Centrum", "24", "82"), ("Holmängen", "färre än 5", "116")),
                frozenset({1, 2}),
                note="Grupper med färre än fem svar visas inte.",
            ),
            Heading("Resultat"),
            Bars(
                "Vad är viktigast?",
                ("Svar", "Antal", "Andel"),
                (Bar("Träd", ("197", "63 %"), 0.63), Bar("Vet inte", ("11", "4 %"))),
            ),
            Quote("Det finns ingen skugga alls.", "Elev, 11 år"),
            Quote(Text(ARABIC, "ar"), "Förälder"),
            Quote(Text("Waxaan rabnaa meel ay carruurtu ku ciyaari karaan.", "so"), "Förälder"),
            Quote(Text(TIGRINYA, "ti"), "Förälder"),
            Quote(Text("Нам потрібно більше дерев.", "uk")),
        ),
    )


def arabic() -> Document:
    """A whole document from right to left, with a Swedish quote in it."""
    return Document(
        title="أساس القرار: ساحة المدرسة",
        language="ar",
        municipality=Text("Vänersborgs kommun", "sv"),
        registration="BUN 2026/145",
        facts=(("التاريخ", "21 نوفمبر 2026"),),
        contents=True,
        blocks=(
            Heading("الخلفية"),
            Paragraph("بُنيت الساحة عام 1974 ويستخدمها 412 تلميذاً.", "باختصار."),
            Table("الأجوبة", ("المنطقة", "المجموع"), (("Centrum", "82"),), frozenset({1})),
            Bars("الأهم", ("الجواب", "النسبة"), (Bar("الأشجار", ("63 %",), 0.63),)),
            Quote(Text("Det finns ingen skugga.", "sv"), "تلميذ"),
        ),
    )


def hostile() -> Document:
    """Texts that mean something to typst, to XML and to HTML, and characters that few typefaces have."""
    heap = "Z" + "".join(chr(0x300 + n % 60) for n in range(200)) + "algo"
    return Document(
        title=SPECIAL,
        municipality="K\x00ommun #let <script>alert(1)</script>",
        registration="$1",
        facts=(("#a", "$b$"), ("", "")),
        footer="#panic()",
        blocks=(
            Heading('= #import "x"', 9),
            Paragraph(SPECIAL + " \x00\x07\ufeff\u202e\ufffe", lead="#lead & <b>"),
            Paragraph("Emoji 😀👍🏽👩‍👩‍👧 1️⃣ 🇸🇪 och 漢字, 日本語 med 한국어 \ue000 slut. 1 och 2."),
            Paragraph(heap),
            Bullets(("x" * 200, "https://www.example.se/" + "lang-adress/" * 12)),
            Table("#c", ("a@", ""), (("x" * 80, "y" * 300), ("#1",))),
            Quote(Text("okänt språk", "x-klingon"), "[#]"),
            Facts((("En etikett som är så lång att den inte får plats bredvid sitt värde", "ja"),)),
        ),
    )


def long_table() -> Document:
    """300 rows, of which each has words of its own."""
    rows = tuple(
        (f"Rad{n}:", "Fler bänkar och mer ljus " * (1 + n % 5) + f":{n}", str(n * 7)) for n in range(300)
    )
    return Document(
        title="Alla svar",
        municipality="Tjörns kommun",
        blocks=(Heading("Bilaga"), Table("Svaren", ("Nummer", "Vad de sa", "Antal"), rows, frozenset({2}))),
    )


def wide_table() -> Document:
    """A table that has no room upright, between headings."""
    header = (
        "Dialog",
        "Nämnd",
        "Typ",
        "Grad av inflytande",
        "Öppnade",
        "Stängde",
        "Svar",
        "Språk",
        "Beslut",
        "Klar",
    )
    row = (
        "Skolgården på Brinkskolan",
        "Barn- och utbildningsnämnden",
        "Invånardialog",
        "Dialog",
        "2026-09-01",
        "2026-10-15",
        "318",
        "6",
        "BUN 2026-12-03 § 112",
        "Ja",
    )
    return Document(
        title="Årsrapport",
        blocks=(
            Heading("Inledning"),
            Paragraph("Året var gott."),
            Heading("Dialogerna"),
            Table("Dialoger under året", header, (row,) * 6, frozenset({6, 7})),
            Heading("Slut"),
            Paragraph("Tack."),
        ),
    )


def heavy() -> Document:
    """100 kB of text in one paragraph, as much in one word, and a cell that is longer than a page."""
    return Document(
        title="Mycket " * 200,
        blocks=(
            Heading("Ord " * 200),
            Paragraph("Skolgården behöver skugga. " * 3800),
            Paragraph("a" * 100_000),
            Table("Lång", ("Ett", "Två"), (("kort", "mycket text " * 1000),)),
            Quote("Ett långt citat. " * 500),
        ),
    )


EXAMPLES = {
    "every kind of block": decision_basis(contents=True),
    "arabic": arabic(),
    "hostile": hostile(),
    "long table": long_table(),
    "wide table": wide_table(),
    "heavy": heavy(),
    "empty": Document(""),
}
