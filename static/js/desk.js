// Small conveniences over pages that work without them.
import { startDialogs } from "./dialogs.js";
import { startMentions } from "./mentions.js";
import { startMenus } from "./menus.js";
import { startMessages } from "./messages.js";
import { startSearchKey } from "./search-key.js";
import { startThemeSwitch } from "./theme-switch.js";

startThemeSwitch();
startMentions();
startMenus();
startDialogs();
startMessages();
startSearchKey();
