"use strict";
// Letters that are written in more than one way are found by any of them.
const fold = text => text.normalize("NFKD").replace(/[\p{M}ـ]/gu, "").replace(/ى/g, "ي").replace(/ة/g, "ه").toLowerCase();
const box = document.getElementById("search");
const found = document.getElementById("found");
const items = Array.from(document.querySelectorAll("[data-item]"), element => [element, fold(element.textContent)]);
const articles = Array.from(document.querySelectorAll(".article"), element => [element, fold(element.querySelector(".text").textContent)]);

function filter() {
  const words = fold(box.value).split(/\s+/).filter(Boolean);
  const holds = text => words.every(word => text.includes(word));
  let shown = 0;
  for (const [element, text] of items) {
    element.hidden = !holds(text);
    if (!element.hidden) shown += 1;
  }
  for (const [element, text] of articles) {
    element.hidden = !holds(text) && !element.querySelector("[data-item]:not([hidden])");
    if (words.length) element.open = !element.hidden;
  }
  for (const part of document.querySelectorAll("[data-part]")) part.hidden = !part.querySelector("[data-item]:not([hidden])");
  found.textContent = words.length ? `${shown} of ${items.length}` : "";
}

function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  if (target.closest("[hidden]")) { box.value = ""; filter(); }
  const article = target.closest("details");
  if (article) article.open = true;
  target.scrollIntoView({block: target.matches("tr, mark") ? "center" : "start"});
}

box.form.addEventListener("submit", event => event.preventDefault());
box.addEventListener("input", filter);
addEventListener("hashchange", reveal);
box.value = new URLSearchParams(location.search).get("q") || "";
if (box.value) filter();
reveal();
