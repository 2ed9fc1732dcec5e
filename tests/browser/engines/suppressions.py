"""What an engine reports and we do not mend, and why. How often each was needed is printed after a run."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Suppression:
    """Faults of one rule of one engine, on elements that `css` names."""

    engine: str
    rule: str
    css: str
    reason: str


SUPPRESSIONS = (
    Suppression(
        "ace",
        "aria_content_in_landmark",
        "a.skip",
        "A link past the top stands before every landmark: that is how technique G1 of WCAG places it.",
    ),
    Suppression(
        "ace",
        "element_tabbable_role_valid",
        ".scroll[tabindex='0']",
        "What scrolls must take the focus, or the keyboard cannot scroll it (axe: scrollable-region-focusable).",
    ),
    Suppression(
        "htmlcs",
        "WCAG2AA.Principle3.Guideline3_2.3_2_2.H32.2",
        "form[hidden]",
        "A form that is never shown nor sent: it tells the script which draft belongs to the page.",
    ),
    Suppression(
        "ace",
        "aria_form_label_unique",
        "form:not([aria-label], [aria-labelledby])",
        "A form without a name is no landmark (HTML Accessibility API Mappings): there is nothing to tell apart.",
    ),
    Suppression(
        "ace",
        "aria_landmark_name_unique",
        "form:not([aria-label], [aria-labelledby])",
        "As above: a form without a name is no landmark.",
    ),
    Suppression(
        "ace",
        "aria_main_label_visible",
        "body",
        "It counts the main of a framed document (the preview) as the page's own; axe and the Nu checker see two in one.",
    ),
    Suppression(
        "ace",
        "input_label_exists",
        "label.unseen ~ textarea, label.unseen ~ input",
        "It takes a label that is not drawn for none; what the eye reads is the fold or the heading just before.",
    ),
    Suppression(
        "ace",
        "fieldset_label_valid",
        "fieldset fieldset, fieldset [role='group'], article fieldset",
        "Fieldsets of two questions or cards may be called the same: the fieldset or article around tells which is meant.",
    ),
    Suppression(
        "ace",
        "input_checkboxes_grouped",
        "details form input[type='radio'][name='code']",
        "Radio buttons of two forms are two groups whatever they are called (HTML, 4.10.5.1.17): here a form for each voice.",
    ),
    Suppression(
        "ace",
        "aria_article_label_unique",
        "article.matter",
        "Two dialogues may have the same title; each article has its own board and dates.",
    ),
    Suppression(
        "htmlcs",
        "WCAG2AA.Principle3.Guideline3_1.3_1_2.H58.1.Lang",
        "[lang='']",
        "An empty lang says that the language is not known (HTML, 3.2.6.2), as that of a name is not.",
    ),
    Suppression(
        "ace",
        "input_autocomplete_valid",
        "input[type='email'][autocomplete='username']",
        "HTML allows username on a field for e-mail (4.10.18.7, control group Username); browsers fill it in.",
    ),
    Suppression(
        "htmlcs",
        "WCAG2AA.Principle1.Guideline1_3.1_3_5.H98",
        "input[type='email'][autocomplete='username']",
        "As above: HTML allows username on a field for e-mail.",
    ),
    Suppression(
        "nu",
        "Attribute “hx-",
        "any element",
        "The attributes of htmx, under the names that its documentation gives; without JavaScript they do nothing.",
    ),
)
