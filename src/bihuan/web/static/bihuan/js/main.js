// 页面没有脚本也全部可用；这里只让键盘和大表更快。每个模块管一件事。
import "./keys.js";
import "./tables.js";
import "./dialogs.js";
import "./forms.js";
import "./menu.js";
import "./print.js";
import "./claims.js";
