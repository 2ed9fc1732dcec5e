"use strict";

/* Reads the page aloud with the device's own voices, one piece at a time, and shows which. Never by itself. */
(() => {
  const BLOCKS = "h1,h2,h3,h4,p,li,dt,dd,legend,label,summary,th,td,caption,blockquote,figcaption,div,section,form,main";
  const SKIPPED = "script,style,textarea,select,option,button,svg,video,audio,nav,details:not([open])>:not(summary),[hidden],[aria-hidden=true],.unseen,[data-aloud]";
  const speech = window.speechSynthesis;
  const button = document.querySelector("[data-aloud]");
  const main = document.getElementById("main");
  const names = [button.textContent, button.dataset.stop];
  const base = (tag) => tag.toLowerCase().split(/[-_]/)[0];
  let reading = 0;
  let shown;

  const voiceFor = (lang) => speech.getVoices().find((voice) => voice.localService === true && base(voice.lang) === base(lang));

  const inView = (element) => (element.checkVisibility ? element.checkVisibility() : element.getClientRects().length > 0);

  const pieces = () => {
    const found = [];
    const texts = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const { data, parentElement } = texts.currentNode;
      if (parentElement.closest(SKIPPED) || !inView(parentElement)) continue;
      const block = parentElement.closest(BLOCKS);
      const last = found.at(-1);
      const { lang } = data.trim() ? parentElement.closest("[lang]") : last ?? {};
      if (last && last.block === block && last.lang === lang) last.text += data;
      else found.push({ block, lang, text: data });
    }
    return found.filter(({ lang, text }) => lang && /[\p{L}\p{N}]/u.test(text) && voiceFor(lang));
  };

  const show = (block) => {
    shown?.classList.remove("read-now");
    shown = block;
    shown?.classList.add("read-now");
    shown?.scrollIntoView({ block: "nearest" });
  };

  const stop = () => {
    reading += 1;
    speech.cancel();
    show(null);
    button.textContent = names[0];
    delete button.dataset.reading;
  };

  const read = (rest, turn) => {
    if (turn !== reading) return;
    const [piece, ...later] = rest;
    if (!piece) {
      stop();
      return;
    }
    if (!piece.block.isConnected || !inView(piece.block)) {
      read(later, turn);
      return;
    }
    const words = new SpeechSynthesisUtterance(piece.text.replace(/\s+/g, " ").trim());
    words.voice = voiceFor(piece.lang);
    words.lang = words.voice.lang;
    words.onend = () => read(later, turn);
    words.onerror = () => { if (turn === reading) stop(); };
    show(piece.block);
    speech.speak(words);
  };

  button.addEventListener("click", () => {
    if (button.dataset.reading) {
      stop();
      return;
    }
    speech.cancel();
    button.textContent = names[1];
    button.dataset.reading = "yes";
    reading += 1;
    read(pieces(), reading);
  });
  window.addEventListener("pagehide", stop);
  document.body.addEventListener("htmx:beforeSwap", () => { if (button.dataset.reading) stop(); });

  const styles = document.createElement("link");
  [styles.rel, styles.href] = ["stylesheet", button.dataset.styles];
  document.head.append(styles);
  button.parentElement.hidden = false;
})();
