// Menus are <details class="menu">: they open without this script. It adds one open at a time,
// closing by Escape or a click elsewhere, and arrow keys between the items.

const ITEMS = "a[href], button:not(:disabled)";

function close(menu, { returnFocus = false } = {}) {
  menu.open = false;
  if (returnFocus) menu.querySelector("summary").focus();
}

function openMenus() {
  return document.querySelectorAll("details.menu[open]");
}

function moveWithin(menu, event) {
  const items = [...menu.querySelectorAll(`.menu__panel :is(${ITEMS})`)].filter((item) => item.checkVisibility());
  if (!items.length) return;
  const at = items.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
  event.preventDefault();
  items.at(next % items.length).focus();
}

function onKeydown(event) {
  const menu = event.target.closest?.("details.menu[open]");
  if (!menu) return;
  if (event.key === "Escape") {
    event.stopPropagation();
    close(menu, { returnFocus: true });
  } else if (["ArrowDown", "ArrowUp", "Home", "End"].includes(event.key)) {
    moveWithin(menu, event);
  }
}

export function startMenus() {
  document.addEventListener("keydown", onKeydown);
  document.addEventListener("click", (event) => {
    for (const menu of openMenus()) {
      if (!menu.contains(event.target)) close(menu);
    }
  });
  document.addEventListener("focusin", (event) => {
    for (const menu of openMenus()) {
      if (!menu.contains(event.target)) close(menu);
    }
  });
}
