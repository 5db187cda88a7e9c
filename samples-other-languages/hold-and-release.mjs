// Holds two print jobs, releases the first and aborts the second. Needs Node.js 18 or later, and no package.
const setting = (name, value) => process.env[name] ?? value;
const graph = setting("PRINT_ENDPOINT", "http://127.0.0.1:7801/v1.0");
const entra = setting("ENTRA_ENDPOINT", "http://127.0.0.1:7803");
const tenant = setting("PRINT_TENANT_ID", "ce62de4a-14ec-312a-8790-3c04c387ac8b");
const client = setting("PRINT_CLIENT_ID", "4a913254-be14-36be-8c7b-b979d6c21376");
const secret = setting("PRINT_CLIENT_SECRET", "emulated-client-secret");
const user = setting("PRINT_USER", "john.smith@contoso.com");
const password = setting("PRINT_USER_PASSWORD", "emulated-user-password");
const printer = `/print/printers/${setting("PRINT_PRINTER_ID", "c8c94143-04d9-3c18-be41-843a0897f15b")}`;
const share = `/print/shares/${setting("PRINT_SHARE_ID", "c56dddf3-7d6a-3f4a-a75a-92b8a4a277ac")}`;

async function send(method, url, token, json) {
  const response = await fetch(url, {
    method,
    headers: {
      ...(token && { Authorization: `Bearer ${token}` }),
      ...(json && { "Content-Type": "application/json" }),
    },
    body: json && JSON.stringify(json),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${url}: ${response.status} ${text}`);
  return text ? JSON.parse(text) : undefined;
}

async function login(form) {
  const response = await fetch(`${entra}/${tenant}/oauth2/v2.0/token`, {
    method: "POST",
    body: new URLSearchParams({ client_id: client, client_secret: secret, ...form }),
  });
  const token = await response.json();
  if (!response.ok) throw new Error(token.error_description);
  return token.access_token;
}

// The application holds jobs. The user submits them, and sets up the printer as a Printer Administrator.
const scopes = ["PrintJob.ReadWrite", "PrinterShare.Read.All", "Printer.FullControl.All"];
const application = await login({
  grant_type: "client_credentials",
  scope: "https://graph.microsoft.com/.default",
});
const person = await login({
  grant_type: "password",
  username: user,
  password,
  scope: scopes.map((scope) => `https://graph.microsoft.com/${scope}`).join(" "),
});

async function submit(name) {
  const job = await send("POST", `${graph}${share}/jobs`, person, { configuration: { copies: 1 } });
  const path = `${graph}${share}/jobs/${job.id}`;
  const bytes = Buffer.from(`%PDF-1.4 ${name}`);
  const session = await send("POST", `${path}/documents/${job.documents[0].id}/createUploadSession`, person, {
    properties: { documentName: `${name}.pdf`, contentType: "application/pdf", size: bytes.length },
  });
  // The URL contains its own authorization, so this request has no token.
  const upload = await fetch(session.uploadUrl, {
    method: "PUT",
    headers: { "Content-Range": `bytes 0-${bytes.length - 1}/${bytes.length}` },
    body: bytes,
  });
  if (!upload.ok) throw new Error(`the upload: ${upload.status}`);
  await send("POST", `${path}/start`, person);
  return job.id;
}

async function show(name, id) {
  const job = await send("GET", `${graph}${printer}/jobs/${id}`, application);
  console.log(`${name}: ${job.status.state} (${job.status.details.join(", ")})`);
}

const definition = await send("POST", `${graph}/print/taskDefinitions`, application, {
  displayName: "Hold and release",
  createdBy: { displayName: "hold-and-release" },
});
const definitionUrl = `${graph}/print/taskDefinitions/${definition.id}`;
const trigger = await send("POST", `${graph}${printer}/taskTriggers`, person, {
  event: "jobStarted",
  "definition@odata.bind": definitionUrl,
});
try {
  const report = await submit("report");
  await show("report", report);
  const draft = await submit("draft");
  await show("draft", draft);

  const tasks = await send("GET", `${definitionUrl}/tasks`, application);
  const task = tasks.value.find((each) => each.parentUrl.endsWith(`/jobs/${report}`));
  await send("PATCH", `${definitionUrl}/tasks/${task.id}`, application, {
    status: { state: "completed", description: "released at the printer" },
  });
  await show("report", report);

  await send("POST", `${graph}${printer}/jobs/${draft}/abort`, application, { reason: "recalled" });
  await show("draft", draft);
} finally {
  await send("DELETE", `${graph}${printer}/taskTriggers/${trigger.id}`, person);
  await send("DELETE", definitionUrl, application);
}
