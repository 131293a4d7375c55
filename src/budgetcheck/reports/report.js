"use strict";

// Shows the findings of the levels and with the words that are asked for. Without it
// the page shows everything, and the controls stay hidden.
(() => {
  const controls = document.getElementById("page:controls");
  const field = document.getElementById("page:search");
  const output = document.getElementById("page:shown");
  const boxes = [...controls.querySelectorAll("input[type=checkbox]")];
  const items = [...document.querySelectorAll("[data-level]")];
  const groups = [...document.querySelectorAll("[data-group]")];
  const texts = new Map(
    items.map((item) => [item, item.textContent.toLocaleLowerCase()]),
  );

  const show = () => {
    const levels = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const words = field.value.toLocaleLowerCase().split(/\s+/).filter(Boolean);
    for (const item of items) {
      const text = texts.get(item);
      const found = words.every((word) => text.includes(word));
      item.hidden = !(found && levels.has(item.dataset.level));
    }
    for (const group of groups) {
      const inside = [...group.querySelectorAll("[data-level]")];
      group.hidden = inside.length > 0 && inside.every((item) => item.hidden);
      if (group.matches("details") && words.length) group.open = true;
    }
    const shown = items.filter((item) => !item.hidden).length;
    output.textContent = output.dataset.shown
      .replace("{shown}", shown)
      .replace("{total}", items.length);
  };

  // A finding that is linked to is opened.
  const open = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    let around = target?.closest("details");
    for (; around; around = around.parentElement.closest("details")) around.open = true;
    target?.scrollIntoView();
  };

  controls.addEventListener("input", show);
  addEventListener("hashchange", open);
  controls.hidden = false;
  show();
  if (location.hash) open();
})();
