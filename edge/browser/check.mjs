// Judges the splash page in a real browser, and keeps pictures of it.
//   node check.mjs --adult URL --child URL --parental URL [--output DIR] [--chromium FILE]
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launch, visit } from './browser.mjs';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const DESKTOP = { width: 1280, height: 900 };
const FOR_AXE = { javaScriptEnabled: true, reducedMotion: 'reduce' };
const PHONE = { width: 390, height: 844 };
const NARROW = { width: 320, height: 640 }; // WCAG 1.4.10: no scrolling in two directions
const LARGEST = 50_000; // bytes

const { values: options } = parseArgs({
  options: {
    adult: { type: 'string' },
    child: { type: 'string' },
    parental: { type: 'string' },
    output: { type: 'string', default: 'results' },
    chromium: { type: 'string', default: '/usr/bin/chromium' },
  },
});
const { adult, child, parental } = options;
if (!adult || !child || !parental) {
  console.error('Needs three addresses: --adult URL --child URL --parental URL');
  process.exit(2);
}

/** Each version of the page: its address, and a path as a listed site could have had, with the proxy's query. */
const versions = [
  ['adult', adult, '/any/path?and=query'],
  ['child', child, '/any/path?and=query'],
  ['parental', parental, '/any/path?and=query'],
  ['adult parental', adult, '/?policy=parental&ref=0123456789abcdef'],
];
const failures = [];
let passed = 0;
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const browser = await launch(options.chromium);

/** Carries out tests of a page that is open; each is one that passed or failed. */
async function judge(name, page, tests) {
  for (const test of tests) {
    const problems = await test(page);
    failures.push(...problems.map((problem) => `${name}: ${problem}`));
    passed += problems.length === 0 ? 1 : 0;
  }
}

function address(base, language, path = '/') {
  const url = new URL(path, base);
  url.searchParams.set('lang', language);
  return url.href;
}

async function languages(base) {
  let found = [];
  await visit(browser, base, {}, failures, async (page) => {
    found = await page.locator('nav a').evaluateAll((links) => links.map((link) => link.lang));
  });
  return found;
}

/** axe needs the browser's timers, so for it alone scripts are on; the page has none, and its policy forbids them. */
async function accessibility(page) {
  const run = (tags) => globalThis.axe.run(document, { runOnly: { type: 'tag', values: tags } });
  const result = await page.evaluate(run, TAGS);
  const unsure = result.incomplete.map((rule) => `not decided, ${describe(rule)}`);
  return [...result.violations.map(describe), ...unsure];
}

/** In light and dark, wide and narrow. */
async function accessibilities(name, page) {
  await page.evaluate(axe);
  for (const colorScheme of ['light', 'dark']) {
    for (const viewport of [DESKTOP, PHONE]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize(viewport);
      await judge(`${name} ${colorScheme} ${viewport.width} px`, page, [accessibility]);
    }
  }
}

function describe(rule) {
  return `${rule.id}: ${rule.help} at ${rule.nodes.map((node) => node.target.join(' ')).join(', ')}`;
}

async function narrow(page) {
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  return width > NARROW.width ? [`scrolls sideways at ${NARROW.width} px: ${width} px wide`] : [];
}

async function structure(page) {
  const found = await page.evaluate(() => ({
    levels: [...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map((heading) => Number(heading.tagName[1])),
    landmarks: ['header', 'nav', 'main', 'footer'].filter((name) => document.querySelectorAll(name).length !== 1),
    lasting: document.querySelectorAll('script,img,iframe,form,link,object').length,
    cookies: document.cookie,
    bytes: new TextEncoder().encode(document.documentElement.outerHTML).length,
    small: [...document.querySelectorAll('a:not(.skip)')].filter((link) => link.getBoundingClientRect().height < 24).length,
  }));
  const problems = found.landmarks.map((name) => `not exactly one <${name}>`);
  if (found.levels[0] !== 1 || found.levels.filter((level) => level === 1).length !== 1) {
    problems.push('does not begin with its one h1');
  }
  if (found.levels.some((level, i) => i > 0 && level > found.levels[i - 1] + 1)) {
    problems.push('skips a level of headings');
  }
  if (found.lasting > 0) problems.push('has a script, image, frame, form or linked file');
  if (found.cookies !== '') problems.push('sets a cookie');
  if (found.bytes > LARGEST) problems.push(`${found.bytes} bytes`);
  if (found.small > 0) problems.push(`${found.small} links lower than 24 px`);
  return problems;
}

/** With the keyboard alone: the first stop is the skip link, it can be seen, and it leads to help. */
async function keyboard(page) {
  await page.keyboard.press('Tab');
  const skip = page.locator('.skip');
  const problems = [];
  if (!(await skip.evaluate((link) => link === document.activeElement))) {
    problems.push('the first stop of the keyboard is not the skip link');
  }
  const box = await skip.boundingBox();
  if (box === null || box.y < 0 || box.height < 24) {
    problems.push('the skip link cannot be seen when it has the focus');
  }
  await page.keyboard.press('Enter');
  if (!(await page.locator('#help').evaluate((section) => section === document.activeElement))) {
    problems.push('the skip link does not lead to help');
  }
  return problems;
}

/** The links between the languages work without scripts, and keep what is shown. */
async function switching(page) {
  const from = await page.locator('html').getAttribute('class');
  const last = page.locator('nav a').last();
  const language = await last.getAttribute('lang');
  await last.click();
  const to = await page.locator('html').getAttribute('lang');
  const audience = await page.locator('body').getAttribute('class');
  const before = new URL(page.url()).searchParams.get('audience');
  return to === language && audience === before && from === null ? [] : [`a switch to ${language} shows ${to}`];
}

async function shot(name, url, viewport, more = {}) {
  await visit(browser, url, { viewport, ...more }, failures, (page) =>
    page.screenshot({ path: join(options.output, `${name}.png`), fullPage: true }));
}

await mkdir(options.output, { recursive: true });
for (const [version, base, path] of versions) {
  for (const language of await languages(base)) {
    const url = address(base, language, path);
    const name = `${version} ${language}`;
    await visit(browser, url, FOR_AXE, failures, (page) => accessibilities(name, page));
    await visit(browser, url, { viewport: NARROW, reducedMotion: 'reduce' }, failures, (page) =>
      judge(name, page, [narrow, structure, keyboard, switching]));
  }
}

await shot('desktop', address(adult, 'en'), DESKTOP);
await shot('phone', address(adult, 'en'), PHONE, { deviceScaleFactor: 2 });
await shot('narrow', address(adult, 'de'), NARROW, { deviceScaleFactor: 2 });
await shot('dark', address(adult, 'en'), DESKTOP, { colorScheme: 'dark' });
await shot('child', address(child, 'en'), DESKTOP);
await shot('child-phone-dark', address(child, 'en'), PHONE, { colorScheme: 'dark', deviceScaleFactor: 2 });
await shot('parental', address(parental, 'en'), DESKTOP);
await shot('right-to-left', address(adult, 'ar'), DESKTOP);
await shot('right-to-left-phone', address(child, 'ar'), PHONE, { deviceScaleFactor: 2 });
await visit(browser, address(adult, 'en'), {}, failures, (page) =>
  page.pdf({ path: join(options.output, 'print.pdf'), format: 'A4', printBackground: true }));
await browser.close();

for (const failure of failures) {
  console.log(`FAILED ${failure}`);
}
console.log(`${passed} passed, ${failures.length} failed`);
process.exitCode = failures.length === 0 && passed > 0 ? 0 : 1;
