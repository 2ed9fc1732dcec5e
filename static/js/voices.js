"use strict";

/* Fetches the script that reads aloud where the device itself has a voice for the page's language. */
(() => {
  const { speechSynthesis } = window;
  const button = document.querySelector("[data-aloud]");
  const base = (tag) => tag.toLowerCase().split(/[-_]/)[0];
  const spoken = () => speechSynthesis.getVoices().some((voice) => voice.localService === true && base(voice.lang) === base(document.documentElement.lang));
  let asked;
  const look = () => {
    if (asked || !spoken()) return;
    asked = document.createElement("script");
    asked.src = button.dataset.aloud;
    document.head.append(asked);
  };
  if (!button || !speechSynthesis) return;
  speechSynthesis.addEventListener?.("voiceschanged", look);
  look();
})();
