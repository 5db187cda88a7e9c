"""Holds two print jobs, releases the first and aborts the second. Needs Python 3.9 or later, and no package."""

import json
import os
import urllib.parse
import urllib.request

setting = os.environ.get
GRAPH = setting("PRINT_ENDPOINT", "http://127.0.0.1:7801/v1.0")
ENTRA = setting("ENTRA_ENDPOINT", "http://127.0.0.1:7803")
TENANT = setting("PRINT_TENANT_ID", "ce62de4a-14ec-312a-8790-3c04c387ac8b")
CLIENT = setting("PRINT_CLIENT_ID", "4a913254-be14-36be-8c7b-b979d6c21376")
SECRET = setting("PRINT_CLIENT_SECRET", "emulated-client-secret")
USER = setting("PRINT_USER", "john.smith@contoso.com")
PASSWORD = setting("PRINT_USER_PASSWORD", "emulated-user-password")
PRINTER = GRAPH + "/print/printers/" + setting("PRINT_PRINTER_ID", "c8c94143-04d9-3c18-be41-843a0897f15b")
SHARE = GRAPH + "/print/shares/" + setting("PRINT_SHARE_ID", "c56dddf3-7d6a-3f4a-a75a-92b8a4a277ac")
RESOURCE = "https://graph.microsoft.com/"


def send(method, url, headers, body=None):
    request = urllib.request.Request(url, method=method, headers=headers, data=body)
    with urllib.request.urlopen(request, timeout=30) as response:
        text = response.read()
        return json.loads(text) if text else None


def call(method, url, token, members=None):
    headers = {"Authorization": "Bearer " + token}
    if members is None:
        return send(method, url, headers)
    headers["Content-Type"] = "application/json"
    return send(method, url, headers, json.dumps(members).encode())


def login(**form):
    body = urllib.parse.urlencode({"client_id": CLIENT, "client_secret": SECRET, **form}).encode()
    return send("POST", f"{ENTRA}/{TENANT}/oauth2/v2.0/token", {}, body)["access_token"]


def submit(name):
    job = call("POST", SHARE + "/jobs", person, {"configuration": {"copies": 1}})
    url = SHARE + "/jobs/" + job["id"]
    document = f"%PDF-1.4 {name}".encode()
    session = call(
        "POST",
        f"{url}/documents/{job['documents'][0]['id']}/createUploadSession",
        person,
        {"properties": {"documentName": name + ".pdf", "contentType": "application/pdf", "size": len(document)}},
    )
    # The URL contains its own authorization, so this request has no token.
    content_range = f"bytes 0-{len(document) - 1}/{len(document)}"
    send("PUT", session["uploadUrl"], {"Content-Range": content_range}, document)
    call("POST", url + "/start", person)
    return job["id"]


def show(name, job_id):
    status = call("GET", f"{PRINTER}/jobs/{job_id}", application)["status"]
    print(f"{name}: {status['state']} ({', '.join(status['details'])})")


# The application holds jobs. The user submits them, and sets up the printer as a Printer Administrator.
application = login(grant_type="client_credentials", scope=RESOURCE + ".default")
scopes = ["PrintJob.ReadWrite", "PrinterShare.Read.All", "Printer.FullControl.All"]
person = login(
    grant_type="password",
    username=USER,
    password=PASSWORD,
    scope=" ".join(RESOURCE + scope for scope in scopes),
)

definition = call(
    "POST",
    GRAPH + "/print/taskDefinitions",
    application,
    {"displayName": "Hold and release", "createdBy": {"displayName": "hold-and-release"}},
)
definition_url = GRAPH + "/print/taskDefinitions/" + definition["id"]
trigger = call(
    "POST",
    PRINTER + "/taskTriggers",
    person,
    {"event": "jobStarted", "definition@odata.bind": definition_url},
)
try:
    report = submit("report")
    show("report", report)
    draft = submit("draft")
    show("draft", draft)

    tasks = call("GET", definition_url + "/tasks", application)["value"]
    task = next(each for each in tasks if each["parentUrl"].endswith("/jobs/" + report))
    call(
        "PATCH",
        f"{definition_url}/tasks/{task['id']}",
        application,
        {"status": {"state": "completed", "description": "released at the printer"}},
    )
    show("report", report)

    call("POST", f"{PRINTER}/jobs/{draft}/abort", application, {"reason": "recalled"})
    show("draft", draft)
finally:
    call("DELETE", f"{PRINTER}/taskTriggers/{trigger['id']}", person)
    call("DELETE", definition_url, application)
