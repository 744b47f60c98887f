import { Sandbox, Session } from "cwsandbox";
const session = new Session({ tags: [process.env["TAG"] ?? ""] });
       const endless = session.function()(() => new Promise((resolve) => { setTimeout(resolve, 600_000); }));
       const calls = [endless.remote(), endless.remote(), endless.remote()];
       console.log("now");
       await Promise.all(calls);