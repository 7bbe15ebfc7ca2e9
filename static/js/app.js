// What every page runs. Screens add one module of their own through the "scripts" block.
import { startDrafts } from "./drafts.js";
import { startJobs } from "./jobs.js";
import { startKeys } from "./keys.js";
import { startMenus } from "./menu.js";
import { startSheet } from "./sheet.js";
import { startTabs } from "./tabs.js";
import { startTheme } from "./theme.js";
import { startToasts } from "./toast.js";

startTheme();
startDrafts();
startMenus();
startSheet();
startToasts();
startTabs();
startKeys();
startJobs();
