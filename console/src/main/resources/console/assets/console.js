// Keys, for those who like them; '?' lists them. None of them alone decides: a letter chooses, and
// Ctrl+Enter shows what it does, and sends. All of it works without this file.
const LINKS = 'a.open';
const OFF = 'drey-keys-off';
const OPENED = 'drey-opened';
const PLACE = 'drey-place';

function listed() {
  return [...document.querySelectorAll(LINKS)].filter((one) => one.checkVisibility());
}

// Where it goes on: at the focus, or at what was opened last; where that has left the list, between its neighbours.
function place(links, step) {
  const focused = links.indexOf(document.activeElement);
  const at = focused < 0 ? links.findIndex((one) => one.pathname === sessionStorage.getItem(OPENED)) : focused;
  if (at >= 0) {
    return at + step;
  }
  const left = sessionStorage.getItem(PLACE);
  if (left !== null) {
    return Number(left) + Math.min(step, 0);
  }
  return step > 0 ? 0 : links.length - 1;
}

function move(step) {
  const links = listed();
  if (links.length === 0) {
    return;
  }
  const next = Math.min(Math.max(place(links, step), 0), links.length - 1);
  links[next].focus();
  links[next].closest('.line').scrollIntoView({ block: 'nearest' });
}

function press(key) {
  const target = document.querySelector(`[data-key="${key}"]`);
  if (!target) {
    return;
  }
  if (target.matches('a, button')) {
    target.click();
  } else {
    target.focus();
    target.scrollIntoView({ block: 'nearest' });
  }
}

// In the form of a decision a letter goes to its verdict.
function choose(key) {
  const verdict = document.activeElement.closest('.decide')?.querySelector(`[data-letter="${key}"]`);
  if (verdict) {
    verdict.open = true; // its reasons are there from then on
    verdict.querySelector('input').focus();
  }
  return Boolean(verdict);
}

function select() {
  const box = document.activeElement.closest('.line')?.querySelector('input[name=alert]');
  if (box) {
    box.checked = !box.checked;
  }
}

// The form in which the focus is; else what was looked at, and then what was chosen.
function submit() {
  const form =
    document.activeElement.form ?? document.querySelector('form.sending') ?? document.querySelector('form.choosing');
  form?.requestSubmit();
}

function showSwitch() {
  const button = document.querySelector('#keys-switch');
  document.querySelector('#keys-open').hidden = false;
  button.textContent = localStorage.getItem(OFF) ? 'Switch them on' : 'Switch them off';
  return button;
}

showSwitch().addEventListener('click', () => {
  if (localStorage.getItem(OFF)) {
    localStorage.removeItem(OFF);
  } else {
    localStorage.setItem(OFF, '1');
  }
  showSwitch();
});

document.addEventListener('click', (event) => {
  const at = listed().indexOf(event.target.closest(LINKS));
  if (at >= 0) {
    sessionStorage.setItem(PLACE, at);
  }
});
document.querySelector('#keys-open').addEventListener('click', () => document.querySelector('#keys').showModal());

if (/^\/alerts\/[0-9a-f]+$/.test(location.pathname)) {
  sessionStorage.setItem(OPENED, location.pathname); // the list goes on from there
}

document.addEventListener('keydown', (event) => {
  if (document.querySelector('dialog[open]')) {
    return; // Escape closes it, and the focus is where it was
  }
  if (event.key === 'Enter' && event.ctrlKey && !localStorage.getItem(OFF)) {
    submit();
    event.preventDefault();
    return;
  }
  const isTyping = event.target.closest('input:not([type=radio], [type=checkbox]), textarea, select');
  if (isTyping || event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem(OFF)) {
    return;
  }
  const actions = {
    '?': () => document.querySelector('#keys').showModal(),
    j: () => move(1),
    k: () => move(-1),
    x: select,
    '/': () => document.querySelector('.search input[name=token]')?.focus(),
  };
  if (choose(event.key)) {
    event.preventDefault();
  } else if (actions[event.key]) {
    actions[event.key]();
    event.preventDefault();
  } else if (['u', 'n', 'c', 'v', 'z', 'e', '1', '2', '3', '4'].includes(event.key)) {
    press(event.key);
    event.preventDefault();
  }
});
