"""The script of the page: it lights causes and effects from sets that are data beside it, and runs nothing of them."""

from __future__ import annotations

SCRIPT = """
'use strict';
(() => {
const data = JSON.parse(document.getElementById('map-data').textContent);
const svg = document.querySelector('main svg');
const said = document.querySelector('output');
const cards = [...svg.querySelectorAll('g.card')];
const place = new Map(data.ids.map((id, number) => [id, number]));
const at = cards.map(card => place.get(card.dataset.id));
const card = [];
cards.forEach((element, number) => { card[at[number]] = element; });
const lines = [...svg.querySelectorAll('g.arrow, g.label')].map(element =>
  [element, place.get(element.dataset.from), place.get(element.dataset.to), element.dataset.kind === 'feedback']);
let pinned = null, siblings = [];

const many = (count, word) => count + ' ' + word + (count === 1 ? '' : 's');
function show(me) {
  svg.classList.toggle('traced', me !== null);
  const causes = new Set(me === null ? [] : data.causes[me]), effects = new Set(me === null ? [] : data.effects[me]);
  card.forEach((element, number) => {
    element.classList.toggle('me', number === me);
    element.classList.toggle('lit', number === me || causes.has(number) || effects.has(number));
    element.setAttribute('aria-pressed', String(number === pinned));
  });
  for (const [element, from, to, back] of lines) {
    const below = causes.has(from) && (to === me || causes.has(to));
    const above = effects.has(to) && (from === me || effects.has(from));
    element.classList.toggle('lit', !back && (below || above));
  }
  said.textContent = me === null ? '' :
    data.titles[me] + ': ' + many(causes.size, 'cause') + ' below, ' + many(effects.size, 'effect') + ' above.';
}
function pin(me) {
  pinned = me;
  try {
    history.replaceState(null, '', me === null ? location.pathname + location.search : '#' + encodeURI(data.ids[me]));
  } catch (refused) { /* some viewers keep the address for themselves */ }
  show(me);
}
function follow() {
  let wanted = location.hash.slice(1);
  try { wanted = decodeURIComponent(wanted); } catch (malformed) { return; }
  const short = data.ids.filter(id => id.split('/').pop() === wanted);
  const me = place.get(wanted) ?? (short.length === 1 ? place.get(short[0]) : undefined);
  if (me === undefined) return;
  pinned = me;
  show(me);
  card[me].scrollIntoView({block: 'center', inline: 'center'});
}
function go(event, list, from) {
  event.preventDefault();
  if (!list.length) return;
  siblings = list;
  const number = from === undefined ? list[0] : list[(list.indexOf(from) + list.length) % list.length];
  card[number].focus();
}
card.forEach((element, me) => {
  element.setAttribute('tabindex', '0');
  element.setAttribute('role', 'button');
  element.setAttribute('aria-label', element.querySelector('title').textContent);
  element.addEventListener('mouseenter', () => { if (pinned === null) show(me); });
  element.addEventListener('mouseleave', () => { if (pinned === null) show(null); });
  element.addEventListener('focus', () => show(me));
  element.addEventListener('blur', () => show(pinned));
  element.addEventListener('click', () => pin(pinned === me ? null : me));
  element.addEventListener('keydown', event => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const row = siblings.includes(me) ? siblings : data.bands[me];
    const step = by => row[(row.indexOf(me) + by + row.length) % row.length];
    switch (event.key) {
      case 'ArrowUp': go(event, data.drives[me]); break;
      case 'ArrowDown': go(event, data.driven[me]); break;
      case 'ArrowLeft': go(event, row, step(-1)); break;
      case 'ArrowRight': go(event, row, step(1)); break;
      case 'Enter': case ' ':
        event.preventDefault();
        pin(pinned === me ? null : me);
    }
  });
});
addEventListener('keydown', event => {
  if (event.key !== 'Escape') return;
  if (document.activeElement && document.activeElement !== document.body) document.activeElement.blur();
  siblings = [];
  pin(null);
});
addEventListener('hashchange', follow);
const paper = document.querySelector('select');
paper.addEventListener('change', () => { document.documentElement.dataset.paper = paper.value; });
document.querySelector('.bar').hidden = false;
follow();
})();
"""
"""Up goes to an effect, Down to a cause, Left and Right to the one beside; Enter keeps, Escape ends."""
