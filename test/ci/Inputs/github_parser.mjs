// github_parser.mjs FOLDER ACTION WORKFLOW: says what GitHub's own parser, in FOLDER, has to say against the two files.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [folder, action, workflow] = process.argv.slice(2);
const from = (name) => import(pathToFileURL(`${folder}/dist/${name}`));
const { parseWorkflow, convertWorkflowTemplate, NoOperationTraceWriter } = await from("index.js");
const { parseAction } = await from("actions/action-parser.js");
const read = (name) => ({ name, content: readFileSync(name, "utf8") });
const trace = new NoOperationTraceWriter();

for (const [name, parsed] of [[action, parseAction(read(action), trace)], [workflow, parseWorkflow(read(workflow), trace)]])
  for (const error of parsed.context.errors.getErrors()) console.log(`${name}: ${error.message}`);
const parsed = parseWorkflow(read(workflow), trace);
const template = await convertWorkflowTemplate(parsed.context, parsed.value);
console.log(`jobs: ${(template.jobs ?? []).map((job) => `${job.id.value} with ${job.steps.length} steps`)}`);
