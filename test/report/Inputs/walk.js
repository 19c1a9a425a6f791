// walk.js PAGE FOLDER: walks through the report as a reader would, says what it sees, and leaves screenshots in FOLDER.
const { chromium } = require("playwright-core");
const [page_path, folder] = process.argv.slice(2);

const current = (page) => page.evaluate(() => document.querySelector(".current[data-step]")?.id ?? "none");
const say = (what, value) => console.log(`${what}: ${value}`);

async function press(page, key, times = 1) {
  for (let i = 0; i < times; i++) await page.keyboard.press(key);
}

async function on_screen(browser, address) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 }, colorScheme: "light", reducedMotion: "reduce" });
  const errors = [];
  let requests = 0;
  page.on("request", () => requests++);
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  await page.goto(address);
  say("requests", requests);
  say("errors", errors.join("; ") || "none");
  say("first finding in the list", await page.evaluate(() => document.querySelector(".list [aria-current]").hash.slice(1)));
  await press(page, "j", 3);
  const words = await page.evaluate(() => document.querySelector(".current span").textContent);
  say("after three steps", `${await current(page)} "${words}"`);
  say("state marked", await page.evaluate(() => document.querySelector(".states .now text").textContent));
  say("step in view", await page.evaluate(() => {
    const box = document.querySelector(".current").getBoundingClientRect();
    return box.top >= 0 && box.bottom <= innerHeight;
  }));
  await page.screenshot({ path: `${folder}/screen.png` });
  await press(page, "o");
  say("fold of the step's frame opened", await page.evaluate(() => [...document.querySelectorAll("#f1 .code details")].every((d) => d.open)));
  await press(page, "k");
  say("after a step back", await current(page));
  await press(page, "ArrowDown", 10);
  say("over the end of the path", await current(page));
  await press(page, "p");
  await press(page, "n");
  say("next finding", await page.evaluate(() => document.querySelector(".list [aria-current]").hash.slice(1)));
  await page.click("#f1 .states a[href='#f1-s7'] circle");
  say("a click in the diagram", await current(page));
  await press(page, "/");
  await page.keyboard.type("leak halt");
  say("filtered", await page.evaluate(() => [...document.querySelectorAll(".finding")].filter((f) => !f.hidden).map((f) => f.id).join()));
  await page.keyboard.type(" nowhere");
  say("nothing matches", await page.evaluate(() => getComputedStyle(document.getElementById("none")).display !== "none"));
  say("drivers then", await page.evaluate(() => [...document.querySelectorAll("section[id^=d]")].filter((d) => !d.hidden).length));
  await page.fill("#filter", "");
  say("without a filter", await page.evaluate(() => document.querySelectorAll(".finding:not([hidden])").length));
  await page.emulateMedia({ colorScheme: "dark" });
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  say("dark", await paper());
  await page.screenshot({ path: `${folder}/dark.png` });
  await page.click("#theme");
  say("light by the button", await paper());
}

async function on_phone(browser, address) {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true, reducedMotion: "reduce" });
  await page.goto(address);
  say("phone, wider than the screen", await page.evaluate(() => document.documentElement.scrollWidth > innerWidth));
  await page.tap("#on");
  await page.tap("#on");
  say("phone, after two taps", await current(page));
  await page.screenshot({ path: `${folder}/phone.png` });
  await page.goto("about:blank");
  await page.goto(`${address}#f2-s3`);
  say("address with a step", await current(page));
}

(async () => {
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
  try {
    await on_screen(browser, `file://${page_path}`);
    await on_phone(browser, `file://${page_path}`);
  } finally {
    await browser.close();
  }
})();
