// A page that is there to be printed: one button for it.
const button = document.querySelector("[data-print]");
button.hidden = false;
button.addEventListener("click", () => print());
