// Light, dark, night, or the system's choice. A cookie, because the server writes the attribute
// before the first paint; a script would come too late and flash.

const YEAR_SECONDS = 31_536_000;
const CHOICES = ["system", "light", "dark", "night"];

export function currentTheme() {
  const chosen = document.documentElement.dataset.theme;
  return CHOICES.includes(chosen) ? chosen : "system";
}

export function setTheme(choice) {
  const root = document.documentElement;
  if (choice === "system") {
    delete root.dataset.theme;
  } else {
    root.dataset.theme = choice;
  }
  const age = choice === "system" ? 0 : YEAR_SECONDS;
  const secure = location.protocol === "https:" ? "; secure" : "";
  document.cookie = `theme=${choice}; path=/; max-age=${age}; samesite=lax${secure}`;
  markChosen();
  document.dispatchEvent(new CustomEvent("themechange", { detail: choice }));
}

function markChosen() {
  const chosen = currentTheme();
  for (const button of document.querySelectorAll("[data-theme-choice]")) {
    button.setAttribute("aria-pressed", String(button.dataset.themeChoice === chosen));
  }
}

export function startTheme() {
  markChosen();
  for (const group of document.querySelectorAll("[data-theme-switch]")) {
    group.hidden = false;
  }
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-theme-choice]");
    if (button) setTheme(button.dataset.themeChoice);
  });
}
