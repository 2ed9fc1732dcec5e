"""The names of the months in every language that content is written in, as people type them."""

NAMES = (
    "januari, jan, january, يناير, jannaayo, janaayo, ژانویه, ژانویهٔ, tammikuu, tammikuuta, tammi, "
    "styczeń, stycznia, sty, січень, січня, січ, ጥሪ, ocak, oca, januar, كانون الثاني, ođđajagemánnu, "
    "ođđj, יאַנואַר, יאַנ, کانوونی دووەم, جنوری, جنو",
    "februari, feb, february, فبراير, febraayo, فوریه, فوریهٔ, helmikuu, helmikuuta, helmi, luty, "
    "lutego, lut, лютий, лютого, лют, ለካቲት, ለካ, şubat, şub, februar, شباط, guovvamánnu, guov, "
    "פֿעברואַר, פֿעב, شوبات, فبروری",
    "mars, march, mar, مارس, maarso, maaliskuu, maaliskuuta, maalis, marzec, marca, березень, "
    "березня, бер, መጋቢት, መጋ, mart, märz, mär, آذار, njukčamánnu, njuk, מערץ, ئازار, مارچ",
    "april, apr, أبريل, abriil, abr, آوریل, huhtikuu, huhtikuuta, huhti, kwiecień, kwietnia, kwi, "
    "квітень, квітня, квіт, ሚያዝያ, ሚያ, nisan, nis, نيسان, cuoŋománnu, cuo, אַפּריל, אַפּר, نیسان, "
    "اپریل",
    "maj, may, مايو, maayo, مه, مهٔ, toukokuu, toukokuuta, touko, maja, травень, травня, трав, ጉንበት, "
    "ግን, mayis, mai, أيار, miessemánnu, mies, מיי, ئایار, می",
    "juni, june, jun, يونيو, juun, ژوئن, kesäkuu, kesäkuuta, kesä, czerwiec, czerwca, cze, червень, "
    "червня, черв, ሰነ, haziran, haz, حزيران, geassemánnu, geas, יוני, حوزەیران, جون",
    "juli, july, jul, يوليو, luulyo, lul, ژوئیه, ژوئیهٔ, heinäkuu, heinäkuuta, heinä, lipiec, lipca, "
    "lip, липень, липня, лип, ሓምለ, ሓም, temmuz, tem, تموز, suoidnemánnu, suoi, יולי, تەمووز, جولای, "
    "جول",
    "augusti, aug, august, أغسطس, ogosto, agosto, ogs, اوت, elokuu, elokuuta, elo, sierpień, "
    "sierpnia, sie, серпень, серпня, серп, ነሓሰ, ነሓ, ağustos, ağu, آب, borgemánnu, borg, אויגוסט, "
    "אויג, ئاب, اگست",
    "september, sep, sept, سبتمبر, sebteembar, sebtembar, seb, سپتامبر, syyskuu, syyskuuta, syys, "
    "wrzesień, września, wrz, вересень, вересня, вер, መስከረም, መስ, eylül, eyl, أيلول, čakčamánnu, "
    "čakč, septembar, סעפּטעמבער, סעפּ, ئەیلوول, سپتمبر",
    "oktober, okt, october, oct, أكتوبر, oktoobar, اکتبر, lokakuu, lokakuuta, loka, październik, "
    "października, paź, жовтень, жовтня, жовт, ጥቅምቲ, ጥቅ, ekim, eki, تشرين الأول, golggotmánnu, golg, "
    "oktobar, אקטאבער, אקט, تشرینی یەکەم, اکتوبر",
    "november, nov, نوفمبر, noofeembar, nof, نوامبر, marraskuu, marraskuuta, marras, listopad, "
    "listopada, lis, листопад, листопада, лист, ሕዳር, ሕዳ, kasim, kas, تشرين الثاني, skábmamánnu, "
    "skáb, novembar, נאוועמבער, נאוו, تشرینی دووەم, نومبر",
    "december, dec, ديسمبر, diseembar, dis, دسامبر, joulukuu, joulukuuta, joulu, grudzień, grudnia, "
    "gru, грудень, грудня, груд, ታሕሳስ, ታሕ, aralik, ara, dezember, dez, كانون الأول, juovlamánnu, "
    "juov, decembar, דעצעמבער, דעצ, کانونی یەکەم, دسمبر, دسم",
)
"""Of each month, January first: whole and short names (Unicode CLDR), and the Arabic ones of the Levant."""
SHORTEST_BEGINNING = 3


def month_number(typed: str) -> int | None:
    """The month, from 1, that a name or its beginning means in any language; None where it is not plain."""
    wanted = _folded(typed)
    if wanted in _NUMBERS:
        return _NUMBERS[wanted]
    if len(wanted) < SHORTEST_BEGINNING:
        return None
    begun = {number for name, number in _NUMBERS.items() if name.startswith(wanted)}
    return begun.pop() if len(begun) == 1 else None


def _folded(name: str) -> str:
    """Without case, dots and the two i of Turkish."""
    return name.casefold().strip(" .").replace("\u0307", "").replace("ı", "i")


_NUMBERS = {name: number for number, names in enumerate(NAMES, start=1) for name in names.split(", ")}
