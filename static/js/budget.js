"use strict";

/* Counts what the ticked projects of a budget cost. Without this script a button does. */
(() => {
  const form = document.getElementById("answer-form");
  const status = document.getElementById("status");
  let pause;

  form?.addEventListener("change", (event) => {
    const question = event.target.closest(".question");
    const line = question?.querySelector("[data-budget]");
    if (!line) return;
    const used = [...question.querySelectorAll("input[data-cost]:checked")].reduce((sum, box) => sum + Number(box.dataset.cost), 0);
    const rest = Number(line.dataset.budget) - used;
    const words = (amount) => amount.toLocaleString(form.dataset.numbers);
    line.textContent = (rest < 0 ? line.dataset.over : line.dataset.used).replace("{0}", words(used)).replace("{1}", words(Math.abs(rest)));
    line.classList.toggle("over", rest < 0);
    window.clearTimeout(pause);
    pause = window.setTimeout(() => { status.textContent = line.textContent; }, 700);
  });
})();
