// What was typed and not yet sent. It is patient text: kept for this tab, this user and this patient only,
// and gone when the tab is closed or the user signs out.

const PREFIX = "draft-";

export function draftFor(reader, patient) {
  return sessionStorage.getItem(`${PREFIX}${reader}-${patient}`) ?? "";
}

export function keepDraft(reader, patient, text) {
  const name = `${PREFIX}${reader}-${patient}`;
  if (text) sessionStorage.setItem(name, text);
  else sessionStorage.removeItem(name);
}

function forgetDrafts() {
  for (const name of Object.keys(sessionStorage)) if (name.startsWith(PREFIX)) sessionStorage.removeItem(name);
}

export function startDrafts() {
  document.addEventListener("submit", (event) => {
    if (event.target.matches('form[action$="/logout/"]')) forgetDrafts();
  });
}
