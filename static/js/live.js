// Tells screen readers what changed where nothing on the page took focus.

export function announce(text) {
  const region = document.getElementById("live");
  region.textContent = "";
  // The same words twice are only read twice when the region was empty in between.
  requestAnimationFrame(() => {
    region.textContent = text;
  });
}
