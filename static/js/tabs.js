// Tabs and sections scroll sideways on a phone: the one that is open must not be out of sight.

export function showCurrent(bar) {
  const current = bar?.querySelector("[aria-current]");
  if (current) bar.scrollLeft = current.offsetLeft - bar.offsetLeft - (bar.clientWidth - current.clientWidth) / 2;
}

export function startTabs() {
  for (const bar of document.querySelectorAll(".tabs")) showCurrent(bar);
}
