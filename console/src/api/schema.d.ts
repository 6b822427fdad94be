/* Generated from `comity openapi` by `npm run api`. Do not edit. */

export interface paths {
    "/api/v1/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Api Keys
         * @description The workspace's API keys.
         */
        get: operations["getApiKeys"];
        put?: never;
        /**
         * Post Api Key
         * @description A new key; the reply is the only place that holds it whole.
         */
        post: operations["postApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{key_id}/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke Api Key
         * @description Refuses the key from now on.
         */
        post: operations["revokeApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/api-keys/{key_id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate Api Key
         * @description A new text for the key; the old one works for the grace.
         */
        post: operations["rotateApiKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assistants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Assistants
         * @description The workspace's assistants.
         */
        get: operations["getAssistants"];
        put?: never;
        /**
         * Post Assistant
         * @description A new assistant: a draft and a secret key, no version.
         */
        post: operations["postAssistant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assistants/{assistant_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Assistant
         * @description One assistant.
         */
        get: operations["getAssistant"];
        put?: never;
        post?: never;
        /**
         * Delete Assistant
         * @description Deletes an assistant: its keys die at once, its runs are stopped.
         */
        delete: operations["deleteAssistant"];
        options?: never;
        head?: never;
        /**
         * Patch Assistant
         * @description Saves the fields that are sent: those of the draft, and at once those of section 5.
         */
        patch: operations["patchAssistant"];
        trace?: never;
    };
    "/api/v1/assistants/{assistant_id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Diff
         * @description What differs between two of {draft, live, a version number}.
         */
        get: operations["getDiff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assistants/{assistant_id}/duplicate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Duplicate Assistant
         * @description Copies the draft under a new name with a new key.
         */
        post: operations["duplicateAssistant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assistants/{assistant_id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask Assistant
         * @description The same with the assistant in the path: for its secret key, an API key with `assistants:message`, or the console.
         */
        post: operations["askAssistant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assistants/{assistant_id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish Assistant
         * @description Makes the draft the live version; the next message uses it.
         *
         *     A gate that blocks answers 409902 with the failing cases. With `runGate` its test sets are run first (202).
         */
        post: operations["publishAssistant"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assistants/{assistant_id}/samples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Sample
         * @description A program that asks the assistant; its key is read from the environment and never stands in the text.
         */
        get: operations["getSample"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assistants/{assistant_id}/secret-key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Secret Key
         * @description The key, masked; whole with `reveal=true`, which is audited.
         */
        get: operations["getSecretKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assistants/{assistant_id}/secret-key/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Revoke Secret Key
         * @description Kills every key of the assistant.
         */
        post: operations["revokeSecretKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assistants/{assistant_id}/secret-key/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Rotate Secret Key
         * @description A new key, told in this reply; the old one works for the grace.
         */
        post: operations["rotateSecretKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assistants/{assistant_id}/sessions/{session_id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Sandbox Messages
         * @description A sandbox session, oldest first, with all that the inspector shows: the thread survives a reload.
         */
        get: operations["getSandboxMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assistants/{assistant_id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Versions
         * @description Published versions, the newest first.
         */
        get: operations["getVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assistants/{assistant_id}/versions/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Version
         * @description One version with its content.
         */
        get: operations["getVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/assistants/{assistant_id}/versions/{number}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore Version
         * @description Copies a version into the draft and, when asked, publishes it as the next one.
         */
        post: operations["restoreVersion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Audit
         * @description The audit log, the newest first.
         */
        get: operations["getAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/audit/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify Audit
         * @description Walks the workspace's chain and reports the first row that does not fit.
         */
        post: operations["verifyAudit"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/embedders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Embedders
         * @description The workspace's embedders, the bundled one first.
         */
        get: operations["listEmbedders"];
        put?: never;
        /**
         * Post Embedder
         * @description A new embedder: it is asked for the calibration set first, and kept when that went well (else 422954).
         */
        post: operations["postEmbedder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/embedders/{embedder_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Embedder
         * @description One embedder.
         */
        get: operations["getEmbedder"];
        put?: never;
        post?: never;
        /**
         * Delete Embedder
         * @description Deletes an embedder; 409003 while bases are embedded by it.
         */
        delete: operations["deleteEmbedder"];
        options?: never;
        head?: never;
        /**
         * Patch Embedder
         * @description Changes an embedder; where its vectors would be others it is measured anew first (else 422954).
         */
        patch: operations["patchEmbedder"];
        trace?: never;
    };
    "/api/v1/embedders/{embedder_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test Embedder
         * @description Asks an embedder for vectors: how long it took, how well it tells texts apart, whether it is still the same.
         */
        post: operations["testEmbedder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fulfillments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Fulfillments
         * @description The workspace's fulfillments.
         */
        get: operations["getFulfillments"];
        put?: never;
        /**
         * Post Fulfillment
         * @description A new fulfillment; 422558 for an address that the egress guard does not let through.
         */
        post: operations["postFulfillment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fulfillments/trial": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Try Search
         * @description What a search would make of a question and find, before anything is saved.
         */
        post: operations["trySearch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fulfillments/{fulfillment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Fulfillment
         * @description One fulfillment.
         */
        get: operations["getFulfillment"];
        put?: never;
        post?: never;
        /**
         * Delete Fulfillment
         * @description Deletes a fulfillment that nobody uses.
         */
        delete: operations["deleteFulfillment"];
        options?: never;
        head?: never;
        /**
         * Patch Fulfillment
         * @description Changes a fulfillment; it holds for the next message.
         */
        patch: operations["patchFulfillment"];
        trace?: never;
    };
    "/api/v1/fulfillments/{fulfillment_id}/calls": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Calls
         * @description The log of a fulfillment's calls, the newest first; `failed` keeps those that failed, or those that did not.
         */
        get: operations["getCalls"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fulfillments/{fulfillment_id}/calls/{call_id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Replay
         * @description Makes a safe call of the log again, with the settings as they are now; 409909 for any other.
         */
        post: operations["postReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fulfillments/{fulfillment_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test Fulfillment
         * @description What a search would find for a question, or the request that a tool would make of its arguments.
         */
        post: operations["testFulfillment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fulfillments/{fulfillment_id}/tools": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Tools
         * @description Loads the tools that the MCP server lists now. New ones are off; changed ones are off until they are approved.
         */
        post: operations["postTools"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gaps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Gaps
         * @description What people asked and were not answered well, grouped; what does most harm stands first.
         */
        get: operations["getGaps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gaps/decay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Decay
         * @description What of the knowledge has aged: documents to be read again, memorized answers that differ, chunks that were rated down.
         */
        get: operations["getDecay"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gaps/overview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Gap Overview
         * @description The last search for gaps, and how many there are in each state.
         */
        get: operations["getGapOverview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gaps/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Gap People
         * @description Who may look after a gap: everybody of the workspace who may change knowledge.
         */
        get: operations["getGapPeople"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gaps/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Gap Search
         * @description Searches the last 30 days now; the search that is at work already is told where there is one.
         */
        post: operations["postGapSearch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gaps/{gap_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Gap
         * @description One gap.
         */
        get: operations["getGap"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gaps/{gap_id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept Gap
         * @description Answers a gap for good: by a memorized response, or by a text document in a base. 409930 when somebody did.
         */
        post: operations["acceptGap"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gaps/{gap_id}/assign": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Assign Gap
         * @description Hands a gap to somebody; with null it is open again, also one that was ignored or accepted.
         */
        post: operations["assignGap"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gaps/{gap_id}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Gap Draft
         * @description Looks again for what comes nearest and suggests an answer anew.
         */
        post: operations["postGapDraft"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gaps/{gap_id}/ignore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ignore Gap
         * @description Puts a gap away; it comes back when it is asked twice as often.
         */
        post: operations["ignoreGap"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gen-ai/dashboard": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Dashboard
         * @description What was asked in a span, how it was answered and what it cost; by default of the last 30 days.
         */
        get: operations["getDashboard"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gen-ai/dashboard/csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Dashboard Csv
         * @description The days of the same span as CSV.
         */
        get: operations["getDashboardCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gen-ai/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Report
         * @description Exchanges that have ended, the newest first: all filters hold together; without `source` those of real callers.
         */
        get: operations["getReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gen-ai/messages/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Export
         * @description Has the report written as CSV, at most its newest 100,000 rows; its state is at `Location`.
         */
        post: operations["postExport"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gen-ai/messages/exports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Exports
         * @description The exports of the last seven days.
         */
        get: operations["getExports"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gen-ai/messages/exports/{export_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Export
         * @description How far an export is.
         */
        get: operations["getExport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/gen-ai/messages/exports/{export_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Export File
         * @description The CSV of an export that is done.
         */
        get: operations["getExportFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Jobs
         * @description Jobs of the workspace, the newest first. `state`: `open`, `queued`, `running`, `paused`, `done`, `failed`, `cancelled`.
         */
        get: operations["getJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Job
         * @description One job with its progress.
         */
        get: operations["getJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel Job
         * @description Stops a job that has not ended; what was served before goes on serving.
         */
        post: operations["cancelJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Job File
         * @description The file that an export made, as a download.
         */
        get: operations["getJobFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job_id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause Job
         * @description Holds work on a whole base, or with `paused=false` lets it go on.
         */
        post: operations["pauseJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Bases
         * @description The workspace's knowledge bases.
         */
        get: operations["getBases"];
        put?: never;
        /**
         * Post Base
         * @description A new, empty knowledge base; 422558 for a Target Endpoint that the egress guard does not let through.
         */
        post: operations["postBase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import Bundle
         * @description Brings a bundle in by a job, as a new base, or in the place of what the base `into` holds now; its versions stay.
         *
         *     The bundle is read whole first; 422953 for anything in it that is not as it must be. Raises 409953 while another job has the
         *     base for itself, 409954 for changes of it that no version holds.
         */
        post: operations["importBundle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/ocr": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Ocr
         * @description Whether the OCR engine (Tesseract) is installed on this server, and with which languages.
         */
        get: operations["getOcr"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search Many
         * @description Searches several bases and merges by score.
         */
        post: operations["searchMany"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Base
         * @description One knowledge base with its counts.
         */
        get: operations["getBase"];
        put?: never;
        post?: never;
        /**
         * Delete Base
         * @description Deletes a base; 409003 while it is used, unless forced.
         */
        delete: operations["deleteBase"];
        options?: never;
        head?: never;
        /**
         * Patch Base
         * @description Changes a base's settings. Another `embedder` begins to embed the base anew, another `language` to analyse it anew.
         *
         *     It goes on serving meanwhile, and has the new one from the moment that this serves; `nextLanguage` tells what is under way.
         */
        patch: operations["patchBase"];
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/chunks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Chunks
         * @description Chunks of a base in reading order.
         */
        get: operations["getChunks"];
        put?: never;
        /**
         * Post Chunk
         * @description A chunk made by hand, searchable by its words at once.
         */
        post: operations["postChunk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/chunks.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Chunks Csv
         * @description The same chunks as a CSV download, with the ids that AI Lab and answers name them by.
         */
        get: operations["getChunksCsv"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/chunks/generate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Generate
         * @description Has titles, keywords and questions of chosen chunks generated anew; what people wrote stays.
         */
        post: operations["postGenerate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/chunks/{chunk_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Chunk
         * @description One chunk.
         */
        get: operations["getChunk"];
        put?: never;
        post?: never;
        /**
         * Delete Chunk
         * @description Takes a chunk out of search.
         */
        delete: operations["deleteChunk"];
        options?: never;
        head?: never;
        /**
         * Patch Chunk
         * @description Edits a chunk; the edit survives a new reading of its document.
         *
         *     `keepMine: false` for one that was split or merged makes each piece of the document a chunk again; the reply is the first.
         */
        patch: operations["patchChunk"];
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/chunks/{chunk_id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Merge Chunks
         * @description Makes neighbours of one document part of a chunk, which keeps its id. With `dryRun` nothing is changed.
         */
        post: operations["mergeChunks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/chunks/{chunk_id}/neighbours": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Neighbours
         * @description The chunks that one can be merged with: those before and after it in its document.
         */
        get: operations["getNeighbours"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/chunks/{chunk_id}/revisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Revisions
         * @description What the chunk said before, the newest first.
         */
        get: operations["getRevisions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/chunks/{chunk_id}/split": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Split Chunk
         * @description Cuts a chunk in two; the first keeps the id. With `dryRun` nothing is changed, and the reply is what would come out.
         */
        post: operations["splitChunk"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/chunks/{chunk_id}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undo Reshaping
         * @description Takes back the split or merge that the chunk came from, unless one of its chunks was changed since (409955).
         */
        post: operations["undoReshaping"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/convert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Convert Base
         * @description Makes a documents base of a legacy one; chunk ids stay, and so does what uses it.
         */
        post: operations["convertBase"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Csv
         * @description The rows as they stand, with their ids, as CSV.
         */
        get: operations["getCsv"];
        /**
         * Put Csv
         * @description Replaces all rows of a CSV base, or with `dryRun` says what that would change. Any error refuses the whole file.
         */
        put: operations["putCsv"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/diff": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Base Diff
         * @description What differs between two versions; `to=head` compares with what is not published yet.
         */
        get: operations["getBaseDiff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/documents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Documents
         * @description Documents of a base with their states. `state`: one of them, `working`, or `unread`: ready, but for pages that are pictures.
         */
        get: operations["getDocuments"];
        put?: never;
        /**
         * Post Documents
         * @description Takes files (multipart `files[]`) or one text (JSON); each file is answered apart.
         */
        post: operations["postDocuments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/documents/samples": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Samples
         * @description Takes the sample documents that come with Comity, as if they had been uploaded; each is answered apart.
         */
        post: operations["postSamples"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/documents/{document_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Document
         * @description One document with its state and the labels of its pages.
         */
        get: operations["getDocument"];
        /**
         * Put Document
         * @description Replaces a document's file (multipart `file`), or edits a text in place (JSON); the old text serves until the new one is found.
         */
        put: operations["putDocument"];
        post?: never;
        /**
         * Delete Document
         * @description Takes a document out of search at once; with `purge` also its text and file.
         */
        delete: operations["deleteDocument"];
        options?: never;
        head?: never;
        /**
         * Patch Document
         * @description Changes what is known of a document: title, on or off, dates, labels, metadata.
         */
        patch: operations["patchDocument"];
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/documents/{document_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel
         * @description Stops the reading of a document.
         */
        post: operations["cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/documents/{document_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get File
         * @description The original file, as a download.
         */
        get: operations["getFile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/documents/{document_id}/pages/{number}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Page
         * @description A page as it was parsed: text and blocks with their places.
         */
        get: operations["getPage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/documents/{document_id}/pages/{number}/image": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Page Image
         * @description A PDF page as a picture, for the split view.
         */
        get: operations["getPageImage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/documents/{document_id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Pause
         * @description Holds the reading of a document, or with `paused=false` lets it go on.
         */
        post: operations["pause"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/documents/{document_id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Retry
         * @description Starts again at the step that failed. A document that is ready is read again, as after text recognition was installed.
         */
        post: operations["retry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Export Bundle
         * @description Writes a version into one file, by a job; `GET /jobs/{id}/file` downloads it. `files`: with the original files.
         */
        post: operations["exportBundle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/generations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Generations
         * @description By what a base is embedded, what is being built, and what can be gone back to.
         */
        get: operations["getGenerations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/publish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Publish
         * @description Publishes the head: now (201, or 200 with the version that holds it already), or at `publishAt` (202).
         */
        post: operations["publish"];
        /**
         * Unschedule
         * @description Forgets a time at which the head was to be published.
         */
        delete: operations["unschedule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/reembed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Reembed
         * @description Embeds a base anew while it goes on serving (202), or with `dryRun` tells what that takes (200).
         */
        post: operations["postReembed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/reembed/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Reembed Undo
         * @description Serves from the vectors before again, within 24 hours of the switch.
         */
        post: operations["postReembedUndo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search
         * @description Searches one base, with every arm's ranks and scores when `explain` is on.
         */
        post: operations["search"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/sources": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Sources
         * @description The websites that a base follows, the newest first, at most 50.
         */
        get: operations["getSources"];
        put?: never;
        /**
         * Post Source
         * @description Follows a website and begins its first sync; 422558 for an address that the egress guard does not let through.
         */
        post: operations["postSource"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/sources/{source_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Source
         * @description One website with its last and its next sync.
         */
        get: operations["getSource"];
        put?: never;
        post?: never;
        /**
         * Delete Source
         * @description Follows a website no more; its documents stay, unless `documents` takes them along.
         */
        delete: operations["deleteSource"];
        options?: never;
        head?: never;
        /**
         * Patch Source
         * @description Changes a website; the next sync goes by it.
         */
        patch: operations["patchSource"];
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/sources/{source_id}/pages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Pages
         * @description The addresses of a website, by `state`: `ok`, `warning`, `skipped`, `missing`, `failed`, `waiting`; `errors` for two of them.
         */
        get: operations["getPages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/sources/{source_id}/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Sync
         * @description Begins a sync now, or answers with the one that runs. `/jobs/{id}/cancel` and `/pause` hold it.
         */
        post: operations["postSync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/test-connection": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test Base Connection
         * @description Asks the Target Endpoint a sample question; 502950 with the exchange in `errors[0].exchange` when it fails.
         */
        post: operations["testBaseConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/versions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Base Versions
         * @description The kept versions of a base, the newest first, and when the head will be published.
         */
        get: operations["getBaseVersions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/versions/{number}/pin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Pin
         * @description Keeps a version however many come after it.
         */
        put: operations["putPin"];
        post?: never;
        /**
         * Delete Pin
         * @description Lets a version go with the others when its turn comes.
         */
        delete: operations["deletePin"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/knowledge-bases/{base_id}/versions/{number}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Roll Back
         * @description Publishes a new version with the content of an old one.
         */
        post: operations["rollBack"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lab/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Test Cases
         * @description Adds exchanges that took place, up to 200, as cases of a test set or of a new one; all of them or none.
         */
        post: operations["postTestCases"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lab/replays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Lab Replay
         * @description Asks stored sessions again; the run is at `Location`. No other system is called: what it answered then is told again.
         */
        post: operations["postLabReplay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lab/replays/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Lab Replay Preview
         * @description How many sessions and turns a replay would ask; nothing is begun.
         */
        post: operations["postLabReplayPreview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lab/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Lab Runs
         * @description The history of runs, the newest first; of a test set and of an assistant where they are named.
         */
        get: operations["getLabRuns"];
        put?: never;
        /**
         * Post Lab Run
         * @description Begins a run; its state is at `Location`. One person's runs go one after the other.
         */
        post: operations["postLabRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lab/runs/{run_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Lab Run
         * @description How far a run is and, once it ended, its figures.
         */
        get: operations["getLabRun"];
        put?: never;
        post?: never;
        /**
         * Delete Lab Run
         * @description Deletes a run that has ended, with its results.
         */
        delete: operations["deleteLabRun"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lab/runs/{run_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel Lab Run
         * @description Cancels a run after the steps in flight; what it found is kept.
         */
        post: operations["cancelLabRun"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lab/runs/{run_id}/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Lab Cases
         * @description The steps of a run with their results; of `failed` cases or `regressions` alone where that is asked.
         */
        get: operations["getLabCases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lab/runs/{run_id}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download Lab Run
         * @description A zip with `Summary.csv` and `Test-cases.csv`, of a replay with `Differences.csv` too. Raises 409911 before the run ended.
         */
        get: operations["downloadLabRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lab/test-sets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Test Sets
         * @description The workspace's test sets, the newest first, each with its newest run.
         */
        get: operations["getTestSets"];
        put?: never;
        /**
         * Post Test Set
         * @description A new test set of a CSV file; any error refuses the whole file (422910). Without a name it has the file's.
         */
        post: operations["postTestSet"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lab/test-sets/{set_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Test Set
         * @description One test set, with what should be known of its file.
         */
        get: operations["getTestSet"];
        put?: never;
        post?: never;
        /**
         * Delete Test Set
         * @description Deletes a test set; its runs stay in the history.
         */
        delete: operations["deleteTestSet"];
        options?: never;
        head?: never;
        /**
         * Patch Test Set
         * @description Gives a test set another name.
         */
        patch: operations["patchTestSet"];
        trace?: never;
    };
    "/api/v1/lab/test-sets/{set_id}/file": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Test Set File
         * @description The test set as the CSV file that an upload takes.
         */
        get: operations["getTestSetFile"];
        /**
         * Put Test Set File
         * @description Puts another file in the place of the set's; any error refuses it whole. Runs keep the file they were made of.
         */
        put: operations["putTestSetFile"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lab/test-sets/{set_id}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Test Steps
         * @description The steps of a test set, in the order of its file.
         */
        get: operations["getTestSteps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mcp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Mcp
         * @description Model Context Protocol over streamable HTTP.
         *
         *     Tools: `ask_assistant` for the scope `assistants:message`, `search_knowledge` for `knowledge:read`.
         */
        post: operations["postMcp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Me
         * @description Who is signed in, with workspaces, rights and the CSRF token.
         */
        get: operations["getMe"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Patch Me
         * @description Changes one's own name or language.
         */
        patch: operations["patchMe"];
        trace?: never;
    };
    "/api/v1/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get My Sessions
         * @description My signed-in browsers.
         */
        get: operations["getMySessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End My Session
         * @description Ends one of my sessions.
         */
        delete: operations["endMySession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memorized-responses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Memorized Responses
         * @description The workspace's memorized responses, the newest first; `expiring`: their dates end within 30 days.
         */
        get: operations["getMemorizedResponses"];
        put?: never;
        /**
         * Post Memorized Response
         * @description A new memorized response; it answers the next question. 409903 when another has exactly one of its questions.
         */
        post: operations["postMemorizedResponse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memorized-responses/conflicts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Memorized Conflicts
         * @description Pairs of entries that could be taken for each other.
         */
        get: operations["getMemorizedConflicts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memorized-responses/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export Memorized Responses
         * @description Every entry as CSV, in the columns that an import takes.
         */
        get: operations["exportMemorizedResponses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memorized-responses/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import Memorized Responses
         * @description Takes a CSV file in, or with `dryRun` says what that would change. Any error refuses the whole file.
         */
        post: operations["importMemorizedResponses"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memorized-responses/of-messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Post Memorized Of Messages
         * @description Memorizes the answers of up to 200 exchanges; those that cannot be are left out, each with the reason.
         */
        post: operations["postMemorizedOfMessages"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memorized-responses/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Preview Memorized Response
         * @description Which of the last 1,000 questions an entry would answer, and which other entries answer its questions.
         */
        post: operations["previewMemorizedResponse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/memorized-responses/{response_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Memorized Response
         * @description One memorized response.
         */
        get: operations["getMemorizedResponse"];
        put?: never;
        post?: never;
        /**
         * Delete Memorized Response
         * @description Deletes a memorized response with its hits.
         */
        delete: operations["deleteMemorizedResponse"];
        options?: never;
        head?: never;
        /**
         * Patch Memorized Response
         * @description Saves the fields that are sent; the next question meets them.
         */
        patch: operations["patchMemorizedResponse"];
        trace?: never;
    };
    "/api/v1/memorized-responses/{response_id}/hits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Memorized Hits
         * @description The uses of a memorized response, the newest first; kept for 180 days.
         */
        get: operations["getMemorizedHits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask
         * @description Asks the assistant that the secret key names, for the whole answer or as a stream.
         */
        post: operations["ask"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{message_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Message
         * @description The stored reply with its status; console readers also see the prompt as it was sent.
         */
        get: operations["getMessage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{message_id}/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm
         * @description Answers the action `confirm` of a message with yes or no: a new exchange of the session; again: the same one.
         */
        post: operations["confirm"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{message_id}/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Put Feedback
         * @description What somebody thinks of an answer; one for each user, the last one counts.
         */
        put: operations["putFeedback"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{message_id}/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop Message
         * @description Aborts the answer; the stream's terminal frame confirms it. 200 with the status when it had ended already.
         */
        post: operations["stopMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/messages/{message_id}/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read Stream
         * @description Reads an answer's stream on after a number: live, or its last frame once it has ended.
         */
        get: operations["readStream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/model-connections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Connections
         * @description The workspace's connections by name, with their circuits.
         */
        get: operations["listConnections"];
        put?: never;
        /**
         * Post Connection
         * @description A new connection; 422558 for an address that the egress guard does not let through.
         */
        post: operations["postConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/model-connections/default": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Default
         * @description The model that new assistants begin with.
         */
        get: operations["getDefault"];
        /**
         * Put Default
         * @description Chooses the model that new assistants begin with.
         */
        put: operations["putDefault"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/model-connections/{connection_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Connection
         * @description One connection.
         */
        get: operations["getConnection"];
        put?: never;
        post?: never;
        /**
         * Delete Connection
         * @description Deletes a connection; 409003 while it is used.
         */
        delete: operations["deleteConnection"];
        options?: never;
        head?: never;
        /**
         * Patch Connection
         * @description Changes a connection; what is not sent stays, keys included.
         */
        patch: operations["patchConnection"];
        trace?: never;
    };
    "/api/v1/model-connections/{connection_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test Connection
         * @description Asks one of the connection's models a short question and tells the time to its first token.
         */
        post: operations["testConnection"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/openai/chat/completions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create Chat Completion
         * @description Asks the assistant that the secret key names, in OpenAI's protocol; the last message is the question.
         */
        post: operations["createChatCompletion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/openai/models": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Openai Models
         * @description The assistant that the secret key names, as a list of one model.
         */
        get: operations["listOpenaiModels"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Permissions
         * @description The names of all rights and of all API-key scopes.
         */
        get: operations["getPermissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prompt-templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Templates
         * @description The prompt library: the built-in ones, then the workspace's own.
         */
        get: operations["getTemplates"];
        put?: never;
        /**
         * Post Template
         * @description A prompt of the workspace's own.
         */
        post: operations["postTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/prompt-templates/{template_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Template
         * @description One prompt, built in or the workspace's own.
         */
        get: operations["getTemplate"];
        put?: never;
        post?: never;
        /**
         * Delete Template
         * @description Deletes a prompt of the workspace's own.
         */
        delete: operations["deleteTemplate"];
        options?: never;
        head?: never;
        /**
         * Patch Template
         * @description Changes a prompt of the workspace's own.
         */
        patch: operations["patchTemplate"];
        trace?: never;
    };
    "/api/v1/prompt-templates/{template_id}/copy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Copy Template
         * @description A copy of the workspace's own.
         */
        post: operations["copyTemplate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rerankers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List Rerankers
         * @description The workspace's rerankers by name.
         */
        get: operations["listRerankers"];
        put?: never;
        /**
         * Post Reranker
         * @description A new reranker: it judges the calibration set first, and is kept when that went well (else 422955).
         */
        post: operations["postReranker"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rerankers/{reranker_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Reranker
         * @description One reranker.
         */
        get: operations["getReranker"];
        put?: never;
        post?: never;
        /**
         * Delete Reranker
         * @description Deletes a reranker; 409003 while bases are searched with it.
         */
        delete: operations["deleteReranker"];
        options?: never;
        head?: never;
        /**
         * Patch Reranker
         * @description Changes a reranker; where its scores would be others it is measured anew first (else 422955).
         */
        patch: operations["patchReranker"];
        trace?: never;
    };
    "/api/v1/rerankers/{reranker_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Test Reranker
         * @description Has a reranker judge a passage that answers and one that does not, and tells how long it took.
         */
        post: operations["testReranker"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Session
         * @description Forgets a session's history: its next message begins a new segment.
         */
        delete: operations["deleteSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sessions/{session_id}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Session
         * @description The exchanges of a session, oldest first. `assistantId`: whose, for callers without a secret key.
         */
        get: operations["getSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get Setup
         * @description Whether Comity waits to be set up.
         */
        get: operations["getSetup"];
        put?: never;
        /**
         * Post Setup
         * @description Makes the first workspace and admin, once, and signs them in.
         */
        post: operations["postSetup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign In
         * @description Opens a session; every wrong sign-in gets the same answer.
         */
        post: operations["signIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign Out
         * @description Ends this browser's session.
         */
        post: operations["signOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow Changes
         * @description What changes in the workspace, as numbered server-sent events; `Last-Event-ID` or `since` reads on. `change` frames hold `{kind, at, data}` with the whole resource; the kinds stand in `docs/reference/live-events.md`.
         */
        get: operations["followChanges"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * AccountRead
         * @description Who is signed in.
         */
        AccountRead: {
            /** Displayname */
            displayName: string;
            /** Email */
            email: string;
            /** Id */
            id: string;
            /** Locale */
            locale: string;
            /** Superadmin */
            superAdmin: boolean;
        };
        /**
         * ActionWrite
         * @description An HTTP call: what is sent, what the model fills in, who confirms it.
         */
        ActionWrite: {
            /**
             * Body
             * @default
             */
            body?: string;
            /**
             * Confirm
             * @default contact
             * @enum {string}
             */
            confirm?: "none" | "contact" | "agent";
            /**
             * Headers
             * @default []
             */
            headers?: components["schemas"]["HeaderWrite"][];
            /**
             * Method
             * @enum {string}
             */
            method: "GET" | "HEAD" | "POST" | "PUT" | "PATCH" | "DELETE";
            /** Parameters */
            parameters?: {
                [key: string]: unknown;
            };
            /**
             * Responsemap
             * @default
             */
            responseMap?: string;
            /**
             * Safe
             * @default false
             */
            safe?: boolean;
            /**
             * Timeoutseconds
             * @default 10
             */
            timeoutSeconds?: number;
            /** Url */
            url: string;
        };
        /**
         * ApiKeyCreate
         * @description A new key.
         */
        ApiKeyCreate: {
            /** Expiresindays */
            expiresInDays?: number | null;
            /**
             * Ipallow
             * @default []
             */
            ipAllow?: string[];
            /** Name */
            name: string;
            /**
             * Rateperminute
             * @default 600
             */
            ratePerMinute?: number;
            /** Scopes */
            scopes: string[];
        };
        /**
         * ApiKeyRead
         * @description A key as it is listed; `key` only in the reply that made it.
         */
        ApiKeyRead: {
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Createdby */
            createdBy: string;
            /** Expiresat */
            expiresAt: string | null;
            /** Id */
            id: string;
            /** Ipallow */
            ipAllow: string[];
            /** Key */
            key: string | null;
            /** Lastip */
            lastIp: string | null;
            /** Lastusedat */
            lastUsedAt: string | null;
            /** Masked */
            masked: string;
            /** Name */
            name: string;
            /** Rateperminute */
            ratePerMinute: number;
            /** Revokedat */
            revokedAt: string | null;
            /** Scopes */
            scopes: string[];
        };
        /**
         * ApiKeyRotate
         * @description How long the old key goes on working.
         */
        ApiKeyRotate: {
            /**
             * Graceperiodhours
             * @default 24
             */
            gracePeriodHours?: number;
        };
        /**
         * AssistantRead
         * @description An assistant as one flat object: the draft, what applies at once, and where it stands.
         */
        AssistantRead: {
            /**
             * Allowedlinkdomains
             * @default []
             */
            allowedLinkDomains: string[];
            /**
             * Answerlanguage
             * @default same_as_question
             */
            answerLanguage: string;
            /**
             * Blockedtopics
             * @default []
             */
            blockedTopics: components["schemas"]["BlockedTopic"][];
            /**
             * Chunklimit
             * @default 5
             */
            chunkLimit: number;
            /**
             * Citationstyle
             * @default numbered
             * @enum {string}
             */
            citationStyle: "numbered" | "none";
            /**
             * Confidencethreshold
             * @default 0.45
             */
            confidenceThreshold: number;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /**
             * Degradetoextractive
             * @default true
             */
            degradeToExtractive: boolean;
            /** Draftchanged */
            draftChanged: boolean;
            /**
             * Editedat
             * Format: date-time
             */
            editedAt: string;
            /** Editedby */
            editedBy: string;
            /**
             * Enabled
             * @default true
             */
            enabled: boolean;
            /**
             * Fallbackbehaviour
             * @default fixed_text
             * @enum {string}
             */
            fallbackBehaviour: "fixed_text" | "model_answers" | "handoff";
            /** Fallbackmodel */
            fallbackModel: string | null;
            /**
             * Fallbacktext
             * @default {}
             */
            fallbackText: {
                [key: string]: string;
            };
            /**
             * Forbiddenphrases
             * @default []
             */
            forbiddenPhrases: string[];
            /**
             * Fulfillmentids
             * @default []
             */
            fulfillmentIds: string[];
            /**
             * @default {
             *       "maxRegressions": 0,
             *       "minPassRate": 1,
             *       "mode": "off",
             *       "testSetIds": []
             *     }
             */
            gate: components["schemas"]["Gate-Output"];
            /**
             * Greetingmessage
             * @default
             */
            greetingMessage: string;
            /**
             * Groundingjudge
             * @default rules
             * @enum {string}
             */
            groundingJudge: "rules" | "rules_and_model";
            /**
             * Groundingpolicy
             * @default flag
             * @enum {string}
             */
            groundingPolicy: "off" | "flag" | "remove" | "refuse" | "handoff";
            /**
             * @default {
             *       "enabled": false,
             *       "offerAfterFallbacks": 2
             *     }
             */
            handoff: components["schemas"]["HandoffRule-Output"];
            /**
             * Historyturns
             * @default 6
             */
            historyTurns: number;
            /** Id */
            id: string;
            /** Liveversion */
            liveVersion: number | null;
            /**
             * Maxanswertokens
             * @default 1024
             */
            maxAnswerTokens: number;
            /**
             * Maxconcurrentruns
             * @default 50
             */
            maxConcurrentRuns: number;
            /**
             * Memorizedthreshold
             * @default 0.9
             */
            memorizedThreshold: number;
            /**
             * Model
             * @default extractive
             */
            model: string;
            /** Name */
            name: string;
            /**
             * Ondisconnect
             * @default complete
             * @enum {string}
             */
            onDisconnect: "complete" | "cancel";
            /**
             * Pii
             * @default off
             * @enum {string}
             */
            pii: "off" | "mask_in_logs" | "mask_before_model";
            /**
             * Prompt
             * @default You answer questions for our customers from the sources below.
             *
             *     <CONTEXT>
             *
             *     Answer briefly and only from the sources. Say so when they do not hold the answer.
             */
            prompt: string;
            /**
             * Questioninputsource
             * @default original
             * @enum {string}
             */
            questionInputSource: "original" | "english";
            /**
             * Ratelimitperminute
             * @default 120
             */
            rateLimitPerMinute: number;
            /**
             * Retentiondays
             * @default 180
             */
            retentionDays: number;
            /** Revision */
            revision: number;
            /**
             * Routing
             * @default all
             * @enum {string}
             */
            routing: "all" | "auto";
            /**
             * Runtimeoutseconds
             * @default 120
             */
            runTimeoutSeconds: number;
            /**
             * Sessionresethours
             * @default 1
             */
            sessionResetHours: number;
            /**
             * Style
             * @default precise
             * @enum {string}
             */
            style: "precise" | "creative" | "custom";
            /**
             * Temperature
             * @default 0.2
             */
            temperature: number;
            /**
             * Type
             * @default questions_and_answers
             * @constant
             */
            type: "questions_and_answers";
            /**
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
            /**
             * Userratelimitperminute
             * @default 20
             */
            userRateLimitPerMinute: number;
            /**
             * Warnings
             * @default []
             */
            warnings: {
                [key: string]: string;
            }[];
        };
        /**
         * AssistantWrite
         * @description A whole assistant as one flat object: both its parts, so that everything broken is named at once.
         * @example {
         *       "fallbackText": {
         *         "default": "Please write to help@example.com.",
         *         "th": "กรุณาเขียนถึง help@example.com"
         *       },
         *       "fulfillmentIds": [],
         *       "model": "extractive",
         *       "name": "Help desk"
         *     }
         */
        AssistantWrite: {
            /**
             * Allowedlinkdomains
             * @default []
             */
            allowedLinkDomains?: string[];
            /**
             * Answerlanguage
             * @default same_as_question
             */
            answerLanguage?: string;
            /**
             * Blockedtopics
             * @default []
             */
            blockedTopics?: components["schemas"]["BlockedTopic"][];
            /**
             * Chunklimit
             * @default 5
             */
            chunkLimit?: number;
            /**
             * Citationstyle
             * @default numbered
             * @enum {string}
             */
            citationStyle?: "numbered" | "none";
            /**
             * Confidencethreshold
             * @default 0.45
             */
            confidenceThreshold?: number;
            /**
             * Degradetoextractive
             * @default true
             */
            degradeToExtractive?: boolean;
            /**
             * Enabled
             * @default true
             */
            enabled?: boolean;
            /**
             * Fallbackbehaviour
             * @default fixed_text
             * @enum {string}
             */
            fallbackBehaviour?: "fixed_text" | "model_answers" | "handoff";
            /** Fallbackmodel */
            fallbackModel?: string | null;
            /**
             * Fallbacktext
             * @default {}
             */
            fallbackText?: {
                [key: string]: string;
            };
            /**
             * Forbiddenphrases
             * @default []
             */
            forbiddenPhrases?: string[];
            /**
             * Fulfillmentids
             * @default []
             */
            fulfillmentIds?: string[];
            /**
             * @default {
             *       "maxRegressions": 0,
             *       "minPassRate": 1,
             *       "mode": "off",
             *       "testSetIds": []
             *     }
             */
            gate?: components["schemas"]["Gate-Input"];
            /**
             * Greetingmessage
             * @default
             */
            greetingMessage?: string;
            /**
             * Groundingjudge
             * @default rules
             * @enum {string}
             */
            groundingJudge?: "rules" | "rules_and_model";
            /**
             * Groundingpolicy
             * @default flag
             * @enum {string}
             */
            groundingPolicy?: "off" | "flag" | "remove" | "refuse" | "handoff";
            /**
             * @default {
             *       "enabled": false,
             *       "offerAfterFallbacks": 2
             *     }
             */
            handoff?: components["schemas"]["HandoffRule-Input"];
            /**
             * Historyturns
             * @default 6
             */
            historyTurns?: number;
            /**
             * Maxanswertokens
             * @default 1024
             */
            maxAnswerTokens?: number;
            /**
             * Maxconcurrentruns
             * @default 50
             */
            maxConcurrentRuns?: number;
            /**
             * Memorizedthreshold
             * @default 0.9
             */
            memorizedThreshold?: number;
            /**
             * Model
             * @default extractive
             */
            model?: string;
            /** Name */
            name: string;
            /**
             * Ondisconnect
             * @default complete
             * @enum {string}
             */
            onDisconnect?: "complete" | "cancel";
            /**
             * Pii
             * @default off
             * @enum {string}
             */
            pii?: "off" | "mask_in_logs" | "mask_before_model";
            /**
             * Prompt
             * @default You answer questions for our customers from the sources below.
             *
             *     <CONTEXT>
             *
             *     Answer briefly and only from the sources. Say so when they do not hold the answer.
             */
            prompt?: string;
            /**
             * Questioninputsource
             * @default original
             * @enum {string}
             */
            questionInputSource?: "original" | "english";
            /**
             * Ratelimitperminute
             * @default 120
             */
            rateLimitPerMinute?: number;
            /**
             * Retentiondays
             * @default 180
             */
            retentionDays?: number;
            /**
             * Routing
             * @default all
             * @enum {string}
             */
            routing?: "all" | "auto";
            /**
             * Runtimeoutseconds
             * @default 120
             */
            runTimeoutSeconds?: number;
            /**
             * Sessionresethours
             * @default 1
             */
            sessionResetHours?: number;
            /**
             * Style
             * @default precise
             * @enum {string}
             */
            style?: "precise" | "creative" | "custom";
            /**
             * Temperature
             * @default 0.2
             */
            temperature?: number;
            /**
             * Type
             * @default questions_and_answers
             * @constant
             */
            type?: "questions_and_answers";
            /**
             * Userratelimitperminute
             * @default 20
             */
            userRateLimitPerMinute?: number;
        };
        /**
         * AuditRead
         * @description An audit row with the person behind it, unless they were erased.
         */
        AuditRead: {
            /** Action */
            action: string;
            /** Actor */
            actor: {
                [key: string]: unknown;
            };
            /** After */
            after: unknown;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Before */
            before: unknown;
            /** Hash */
            hash: string;
            /** Ip */
            ip: string | null;
            /** Reason */
            reason: string | null;
            /** Requestid */
            requestId: string;
            /** Seq */
            seq: number;
            /** Target */
            target: {
                [key: string]: unknown;
            };
            /** Useragent */
            userAgent: string | null;
        };
        /**
         * BaseCounts
         * @description Counted from rows at the moment of asking.
         */
        BaseCounts: {
            /**
             * Chunks
             * @default 0
             */
            chunks: number;
            /**
             * Documents
             * @default 0
             */
            documents: number;
            /**
             * Failed
             * @default 0
             */
            failed: number;
            /**
             * Ready
             * @default 0
             */
            ready: number;
            /**
             * Working
             * @default 0
             */
            working: number;
        };
        /**
         * BaseCreate
         * @description A new knowledge base.
         */
        BaseCreate: {
            /** Authorization */
            authorization?: string | null;
            /**
             * @default {
             *       "mode": "structure",
             *       "overlapPercent": 10,
             *       "targetTokens": 350
             *     }
             */
            chunking?: components["schemas"]["Chunking-Input"];
            /**
             * Description
             * @default
             */
            description?: string;
            /**
             * Generate
             * @default false
             */
            generate?: boolean;
            /** Headers */
            headers?: {
                [key: string]: string | null;
            } | null;
            /**
             * Keepversions
             * @default 30
             */
            keepVersions?: number;
            /**
             * Language
             * @default auto
             */
            language?: string;
            /** Name */
            name: string;
            /**
             * Ocr
             * @default auto
             * @enum {string}
             */
            ocr?: "off" | "auto" | "always";
            /**
             * Ocrlanguages
             * @default []
             */
            ocrLanguages?: string[];
            /**
             * Publishing
             * @default automatic
             * @enum {string}
             */
            publishing?: "automatic" | "manual";
            /** Reranker */
            reranker?: string | null;
            /** Sendgeneratedterms */
            sendGeneratedTerms?: boolean | null;
            /** Targetendpoint */
            targetEndpoint?: string | null;
            /** Timeoutseconds */
            timeoutSeconds?: number | null;
            /**
             * Type
             * @default documents
             * @enum {string}
             */
            type?: "csv" | "documents" | "external";
        };
        /**
         * BaseDiffItem
         * @description One document or chunk that differs. `fields`: what is different of it; `by`: who made it so.
         */
        BaseDiffItem: {
            /** After */
            after: string | null;
            /** Before */
            before: string | null;
            /**
             * By
             * @default
             */
            by: string;
            /**
             * Change
             * @enum {string}
             */
            change: "added" | "removed" | "changed";
            /** Chunkid */
            chunkId: string | null;
            /** Documentid */
            documentId: string;
            /**
             * Fields
             * @default []
             */
            fields: string[];
            /**
             * Hunks
             * @default []
             */
            hunks: components["schemas"]["Hunk"][];
            /**
             * Kind
             * @enum {string}
             */
            kind: "document" | "chunk";
            /**
             * Path
             * @default
             */
            path: string;
            /** Title */
            title: string;
        };
        /**
         * BaseDiffRead
         * @description What differs between two versions; `to` is null for the head.
         */
        BaseDiffRead: {
            chunks: components["schemas"]["DiffCounts"];
            /** Data */
            data: components["schemas"]["BaseDiffItem"][];
            documents: components["schemas"]["DiffCounts"];
            /** From */
            from: number;
            /** Nextcursor */
            nextCursor: string | null;
            /** Settings */
            settings: components["schemas"]["SettingChange"][];
            /** To */
            to: number | null;
        };
        /**
         * BasePublishReply
         * @description The version that holds the head, and whether it is new; or when it will be published.
         */
        BasePublishReply: {
            /** Created */
            created: boolean;
            /** Publishat */
            publishAt: string | null;
            version: components["schemas"]["BaseVersionRead"] | null;
        };
        /**
         * BasePublishRequest
         * @description What to write beside the number, and when; without a time now.
         */
        BasePublishRequest: {
            /**
             * Note
             * @default
             */
            note?: string;
            /** Publishat */
            publishAt?: string | null;
        };
        /**
         * BaseRead
         * @description A knowledge base as it is read back.
         */
        BaseRead: {
            /** Authorizationmasked */
            authorizationMasked: string | null;
            chunking: components["schemas"]["Chunking-Output"];
            counts: components["schemas"]["BaseCounts"];
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Description */
            description: string;
            /** Embedder */
            embedder: string;
            /** Generate */
            generate: boolean;
            /** Haschanges */
            hasChanges: boolean;
            /** Headers */
            headers: {
                [key: string]: string;
            } | null;
            /** Health */
            health: string;
            /** Id */
            id: string;
            /** Keepversions */
            keepVersions: number;
            /** Language */
            language: string;
            /** Liveversion */
            liveVersion: number;
            /** Name */
            name: string;
            /** Nextlanguage */
            nextLanguage: string | null;
            /** Ocr */
            ocr: string;
            /** Ocrlanguages */
            ocrLanguages: string[];
            /** Paused */
            paused: boolean;
            /** Publishat */
            publishAt: string | null;
            /** Publishing */
            publishing: string;
            /** Reranker */
            reranker: string | null;
            /** Revision */
            revision: number;
            /** Sendgeneratedterms */
            sendGeneratedTerms: boolean | null;
            /** Targetendpoint */
            targetEndpoint: string | null;
            /** Timeoutseconds */
            timeoutSeconds: number | null;
            /** Type */
            type: string;
            /**
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
            /** Usedby */
            usedBy: {
                [key: string]: number;
            };
        };
        /**
         * BaseUpdate
         * @description What can be changed of a base.
         */
        BaseUpdate: {
            /** Authorization */
            authorization?: string | null;
            chunking?: components["schemas"]["Chunking-Input"] | null;
            /** Description */
            description?: string | null;
            /** Embedder */
            embedder?: string | null;
            /** Generate */
            generate?: boolean | null;
            /** Headers */
            headers?: {
                [key: string]: string | null;
            } | null;
            /** Keepversions */
            keepVersions?: number | null;
            /** Language */
            language?: string | null;
            /** Name */
            name?: string | null;
            /** Ocr */
            ocr?: ("off" | "auto" | "always") | null;
            /** Ocrlanguages */
            ocrLanguages?: string[] | null;
            /** Publishing */
            publishing?: ("automatic" | "manual") | null;
            /** Reranker */
            reranker?: string | null;
            /** Sendgeneratedterms */
            sendGeneratedTerms?: boolean | null;
            /** Targetendpoint */
            targetEndpoint?: string | null;
            /** Timeoutseconds */
            timeoutSeconds?: number | null;
        };
        /**
         * BaseVersionRead
         * @description A kept version. `live`: it is the newest, which is what a base with manual publishing serves.
         */
        BaseVersionRead: {
            /** Author */
            author: string;
            counts: components["schemas"]["VersionCounts"];
            /** Live */
            live: boolean;
            /** Note */
            note: string;
            /** Number */
            number: number;
            /** Pinned */
            pinned: boolean;
            /**
             * Publishedat
             * Format: date-time
             */
            publishedAt: string;
            /** Restoredfrom */
            restoredFrom: number | null;
        };
        /**
         * BlockedTopic
         * @description A topic the assistant does not speak about, and what it says instead.
         */
        BlockedTopic: {
            /** Name */
            name: string;
            /** Phrases */
            phrases: string[];
            /** Reply */
            reply: string;
        };
        /** Body_importBundle */
        Body_importBundle: {
            /** File */
            file: string;
            /** Into */
            into?: string | null;
            /** Name */
            name?: string | null;
        };
        /** Body_importMemorizedResponses */
        Body_importMemorizedResponses: {
            /**
             * Dryrun
             * @default false
             */
            dryRun?: boolean;
            /** File */
            file: string;
        };
        /** Body_postTestSet */
        Body_postTestSet: {
            /** File */
            file: string;
            /** Name */
            name?: string | null;
        };
        /** Body_putCsv */
        Body_putCsv: {
            /**
             * Dryrun
             * @default false
             */
            dryRun?: boolean;
            /** Encoding */
            encoding?: string | null;
            /** File */
            file: string;
            /**
             * Overwriteedits
             * @default false
             */
            overwriteEdits?: boolean;
        };
        /** Body_putTestSetFile */
        Body_putTestSetFile: {
            /** File */
            file: string;
        };
        /**
         * CallRead
         * @description A call in the log: what was sent, what came back, how long it took in milliseconds; secrets are hidden.
         *
         *     `purpose`: `message` (a model called it), `test` or `replay`. `error`: what the model was told, null where it went well.
         */
        CallRead: {
            /** Arguments */
            arguments: unknown;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Error */
            error: string | null;
            /** Fulfillmentid */
            fulfillmentId: string;
            /** Fulfillmentrevision */
            fulfillmentRevision: number;
            /** Id */
            id: string;
            /** Messageid */
            messageId: string | null;
            /** Ms */
            ms: number;
            /**
             * Purpose
             * @enum {string}
             */
            purpose: "message" | "test" | "replay";
            /** Replayof */
            replayOf: string | null;
            /** Replayable */
            replayable: boolean;
            /** Reply */
            reply: string | null;
            /** Request */
            request: {
                [key: string]: unknown;
            } | null;
            /** Status */
            status: number | null;
            /** Tool */
            tool: string;
        };
        /**
         * CaseRead
         * @description A step of the file with its results; `regressions` are the targets on which the case fails but passed on the baseline.
         *
         *     In a replay it is a turn of a session, `recorded` is what was answered then (null once that was erased or had its time),
         *     and `firstDifference` names the targets on which it is the first turn of its session that differs.
         */
        CaseRead: {
            /** Case */
            case: string;
            expected: components["schemas"]["StepSpec"];
            /**
             * Firstdifference
             * @default []
             */
            firstDifference: string[];
            /** No */
            no: string;
            /** Position */
            position: number;
            /** Question */
            question: string;
            recorded: components["schemas"]["RecordedRead"] | null;
            /** Regressions */
            regressions: string[];
            /** Results */
            results: components["schemas"]["ResultRead"][];
            /** Step */
            step: number;
        };
        /**
         * CasesOfMessages
         * @description Exchanges to be added to a set, or to a new one with this name.
         *
         *     `expectChunks`: one of the chunks that were sent must be found again; `expectAnswers`: a judging model compares later answers
         *     with the one that was given, or that a person said would have been right.
         */
        CasesOfMessages: {
            /**
             * Expectanswers
             * @default true
             */
            expectAnswers?: boolean;
            /**
             * Expectchunks
             * @default true
             */
            expectChunks?: boolean;
            /** Messages */
            messages: components["schemas"]["MessageCase"][];
            /** Name */
            name?: string | null;
            /** Testsetid */
            testSetId?: string | null;
        };
        /**
         * ChatChoice
         * @description The one answer.
         */
        ChatChoice: {
            /**
             * Finish Reason
             * @constant
             */
            finish_reason: "stop";
            /** Index */
            index: number;
            /** Logprobs */
            logprobs?: null;
            message: components["schemas"]["ChatReply"];
        };
        /**
         * ChatCompletion
         * @description The whole answer.
         */
        ChatCompletion: {
            /** Choices */
            choices: components["schemas"]["ChatChoice"][];
            comity: components["schemas"]["Explained"];
            /** Created */
            created: number;
            /** Id */
            id: string;
            /** Model */
            model: string;
            /**
             * Object
             * @constant
             */
            object: "chat.completion";
            usage: components["schemas"]["TokenUsage"];
        };
        /**
         * ChatCompletionCreate
         * @description A question with what was said before. `model` is echoed; whatever is not named here is ignored with a warning.
         */
        ChatCompletionCreate: {
            /** Messages */
            messages: components["schemas"]["ChatMessage"][];
            /**
             * Model
             * @default
             */
            model?: string;
            /**
             * N
             * @default 1
             * @constant
             */
            n?: 1;
            /**
             * Stream
             * @default false
             */
            stream?: boolean;
            stream_options?: components["schemas"]["StreamOptions"] | null;
            /** User */
            user?: string | null;
        };
        /**
         * ChatMessage
         * @description A message of the conversation; `system` and tool messages are ignored with a warning.
         */
        ChatMessage: {
            /** Content */
            content?: string | {
                [key: string]: unknown;
            }[] | null;
            /**
             * Role
             * @enum {string}
             */
            role: "system" | "developer" | "user" | "assistant" | "tool" | "function";
        };
        /**
         * ChatReply
         * @description What the assistant said.
         */
        ChatReply: {
            /** Content */
            content: string;
            /** Refusal */
            refusal?: null;
            /**
             * Role
             * @constant
             */
            role: "assistant";
        };
        /**
         * CheckRead
         * @description One thing that was asked of an answer.
         */
        CheckRead: {
            /** Check */
            check: string;
            /** Detail */
            detail: string;
            /** Passed */
            passed: boolean;
        };
        /**
         * ChunkCreate
         * @description A chunk made by hand.
         */
        ChunkCreate: {
            /** Content */
            content: string;
            /** Documentid */
            documentId?: string | null;
            /**
             * Keywords
             * @default []
             */
            keywords?: string[];
            /**
             * Metadata
             * @default {}
             */
            metadata?: {
                [key: string]: unknown;
            };
            /**
             * Questions
             * @default []
             */
            questions?: string[];
            /**
             * Title
             * @default
             */
            title?: string;
        };
        /**
         * ChunkDraft
         * @description What a chunk says after a split, a merge or its undoing; id and revision are missing where they would be new.
         */
        ChunkDraft: {
            /** Chunkid */
            chunkId: string | null;
            /** Content */
            content: string;
            /** End */
            end: number | null;
            /** Headingpath */
            headingPath: string[];
            /** Keywords */
            keywords: string[];
            /** Metadata */
            metadata: {
                [key: string]: unknown;
            };
            /** Page */
            page: number | null;
            /** Questions */
            questions: string[];
            /** Revision */
            revision: number | null;
            /** Start */
            start: number | null;
            /** Title */
            title: string;
            /** Tokens */
            tokens: number;
        };
        /**
         * ChunkRead
         * @description A chunk with its visible id.
         */
        ChunkRead: {
            /** Boxes */
            boxes: {
                [key: string]: unknown;
            }[];
            /** Chunkid */
            chunkId: string;
            /** Content */
            content: string;
            /** Documentid */
            documentId: string;
            /** Documentversion */
            documentVersion: number;
            /** Edited */
            edited: boolean;
            /** Enabled */
            enabled: boolean;
            /** End */
            end: number | null;
            /** Generated */
            generated: string[];
            /** Headingpath */
            headingPath: string[];
            /** Keywords */
            keywords: string[];
            /** Kind */
            kind: string;
            /** Metadata */
            metadata: {
                [key: string]: unknown;
            };
            /** Ordinal */
            ordinal: number;
            /** Page */
            page: number | null;
            /** Path */
            path: string;
            /** Questions */
            questions: string[];
            reshaping: components["schemas"]["Reshaping"] | null;
            /** Revision */
            revision: number;
            /** Sourcechanged */
            sourceChanged: boolean;
            /** Sourcetext */
            sourceText: string | null;
            /** Start */
            start: number | null;
            /** Title */
            title: string;
            /** Tokens */
            tokens: number;
            /**
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
            /** Updatedby */
            updatedBy: string;
        };
        /**
         * ChunkWrite
         * @description What people can change of a chunk.
         */
        ChunkWrite: {
            /** Content */
            content?: string | null;
            /** Enabled */
            enabled?: boolean | null;
            /** Keepmine */
            keepMine?: boolean | null;
            /** Keywords */
            keywords?: string[] | null;
            /** Metadata */
            metadata?: {
                [key: string]: unknown;
            } | null;
            /** Questions */
            questions?: string[] | null;
            /** Title */
            title?: string | null;
        };
        /**
         * Chunking
         * @description How documents are cut.
         */
        "Chunking-Input": {
            /**
             * Mode
             * @default structure
             * @enum {string}
             */
            mode?: "structure" | "fixed";
            /**
             * Overlappercent
             * @default 10
             */
            overlapPercent?: number;
            /**
             * Targettokens
             * @default 350
             */
            targetTokens?: number;
        };
        /**
         * Chunking
         * @description How documents are cut.
         */
        "Chunking-Output": {
            /**
             * Mode
             * @default structure
             * @enum {string}
             */
            mode: "structure" | "fixed";
            /**
             * Overlappercent
             * @default 10
             */
            overlapPercent: number;
            /**
             * Targettokens
             * @default 350
             */
            targetTokens: number;
        };
        /**
         * ConfirmWrite
         * @description A yes or no to the action `confirm` of a message.
         */
        ConfirmWrite: {
            /** Accept */
            accept: boolean;
            /** Confirmationid */
            confirmationId: string;
            /**
             * Stream
             * @default false
             */
            stream?: boolean;
            /**
             * Streamformat
             * @default cumulative
             * @enum {string}
             */
            streamFormat?: "cumulative" | "delta";
            /**
             * Waitseconds
             * @default 60
             */
            waitSeconds?: number;
        };
        /**
         * ConflictList
         * @description Pairs of entries that answer each other's questions differently, the likeliest first; at most 200.
         */
        ConflictList: {
            /** Data */
            data: components["schemas"]["ConflictRead"][];
        };
        /**
         * ConflictRead
         * @description Two entries of which each could be taken for the other.
         */
        ConflictRead: {
            /** Id */
            id: string;
            /** Otherid */
            otherId: string;
            /** Otherquestion */
            otherQuestion: string;
            /** Question */
            question: string;
            /** Score */
            score: number;
        };
        /**
         * ConnectionTest
         * @description A question to try the connection with.
         */
        ConnectionTest: {
            /**
             * Question
             * @default What are your opening hours?
             */
            question?: string;
        };
        /**
         * ConnectionTestResult
         * @description How the try went; nothing of it is stored.
         */
        ConnectionTestResult: {
            /** Entries */
            entries: components["schemas"]["EntryRead"][];
            exchange: components["schemas"]["ExchangeRead"];
            /** Warnings */
            warnings: {
                [key: string]: string;
            }[];
        };
        /**
         * Cost
         * @description What models cost, in one currency.
         */
        Cost: {
            /** Amount */
            amount: string;
            /** Currency */
            currency: string;
        };
        /**
         * CsvReply
         * @description What an upload changed, or would change.
         */
        CsvReply: {
            /** Added */
            added: number;
            /** Changed */
            changed: number;
            /**
             * Dryrun
             * @default false
             */
            dryRun: boolean;
            /**
             * Edited
             * @default []
             */
            edited: string[];
            /** Ignoredcolumns */
            ignoredColumns: string[];
            /** Removed */
            removed: number;
            /** Rows */
            rows: number;
            /** Unchanged */
            unchanged: number;
        };
        /**
         * DashboardRead
         * @description The dashboard of a span, with the span of the same length before it. `asOf`: when it was counted.
         */
        DashboardRead: {
            /**
             * Asof
             * Format: date-time
             */
            asOf: string;
            before: components["schemas"]["Totals"];
            /** Daily */
            daily: components["schemas"]["Day"][];
            /**
             * From
             * Format: date-time
             */
            from: string;
            /** Sources */
            sources: string[];
            /** Timezone */
            timeZone: string;
            /**
             * To
             * Format: date-time
             */
            to: string;
            /** Topquestions */
            topQuestions: components["schemas"]["TopQuestion"][];
            /** Topunanswered */
            topUnanswered: components["schemas"]["TopQuestion"][];
            totals: components["schemas"]["Totals"];
        };
        /**
         * Day
         * @description A day of the workspace's zone, from its first moment to the next day's; the first and last may be cut by the span.
         */
        Day: {
            /** Answered */
            answered: number;
            /** Belowthreshold */
            belowThreshold: number;
            /** Completiontokens */
            completionTokens: number;
            /**
             * Day
             * Format: date
             */
            day: string;
            /** Failed */
            failed: number;
            /** Fallback */
            fallback: number;
            /**
             * From
             * Format: date-time
             */
            from: string;
            /** Judgedsentences */
            judgedSentences: number;
            /** Memorized */
            memorized: number;
            /** Messages */
            messages: number;
            /** Prompttokens */
            promptTokens: number;
            /** Refused */
            refused: number;
            /** Stopped */
            stopped: number;
            /**
             * To
             * Format: date-time
             */
            to: string;
            /** Unsupportedsentences */
            unsupportedSentences: number;
        };
        /**
         * DecayRead
         * @description What of the knowledge has aged, the worst first; at most 200 of each.
         */
        DecayRead: {
            /** Chunks */
            chunks: components["schemas"]["SuspectChunk"][];
            /** Documents */
            documents: components["schemas"]["ReviewDue"][];
            /** Memorizedresponses */
            memorizedResponses: components["schemas"]["MemorizedDiffers"][];
        };
        /**
         * DefaultModel
         * @description The model of new assistants: `extractive` or `<connectionId>/<model>`.
         */
        DefaultModel: {
            /** Model */
            model: string;
        };
        /**
         * DiffCounts
         * @description How many were added, removed and changed.
         */
        DiffCounts: {
            /**
             * Added
             * @default 0
             */
            added: number;
            /**
             * Changed
             * @default 0
             */
            changed: number;
            /**
             * Removed
             * @default 0
             */
            removed: number;
        };
        /**
         * DiffHunk
         * @description Changed lines with three lines around; the starts count from 1.
         */
        DiffHunk: {
            /** Afterstart */
            afterStart: number;
            /** Beforestart */
            beforeStart: number;
            /** Lines */
            lines: components["schemas"]["DiffLine"][];
        };
        /**
         * DiffItem
         * @description A field that differs; `hunks` for long texts alone.
         */
        DiffItem: {
            /** After */
            after: unknown;
            /** Before */
            before: unknown;
            /** Hunks */
            hunks: components["schemas"]["DiffHunk"][] | null;
            /** Path */
            path: string;
        };
        /**
         * DiffLine
         * @description A line of a text as it stood before, stands after, or both.
         */
        DiffLine: {
            /**
             * Kind
             * @enum {string}
             */
            kind: "same" | "removed" | "added";
            /** Text */
            text: string;
        };
        /**
         * DiffRead
         * @description What differs between two versions, by field; texts also by lines.
         */
        DiffRead: {
            /** Data */
            data: components["schemas"]["DiffItem"][];
            /** From */
            from: string;
            /** Fulfillments */
            fulfillments: components["schemas"]["MovedFulfillment"][];
            /** To */
            to: string;
        };
        /**
         * Differing
         * @description How many turns of a replay are not as they were, and in what: one may differ in several.
         */
        Differing: {
            /** Answer */
            answer: number;
            /** Outcome */
            outcome: number;
            /** Sources */
            sources: number;
            /** Turns */
            turns: number;
        };
        /**
         * DocumentRead
         * @description A document with its state, which always has a reason.
         */
        DocumentRead: {
            /** Attempt */
            attempt: number;
            /** Baseid */
            baseId: string;
            /** Chunks */
            chunks: number;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Createdby */
            createdBy: string;
            /** Enabled */
            enabled: boolean;
            /** Expiresat */
            expiresAt: string | null;
            /** Id */
            id: string;
            /** Labels */
            labels: string[];
            /** Language */
            language: string;
            /** Lastprogressat */
            lastProgressAt: string | null;
            /** Metadata */
            metadata: {
                [key: string]: unknown;
            };
            /** Mime */
            mime: string;
            /**
             * Pagelabels
             * @default []
             */
            pageLabels: string[];
            /** Pages */
            pages: number;
            /** Path */
            path: string;
            /** Paused */
            paused: boolean;
            progress: components["schemas"]["Progress"];
            reason: components["schemas"]["Reason"];
            /** Reviewby */
            reviewBy: string | null;
            /** Revision */
            revision: number;
            /** Searchable */
            searchable: string;
            /** Sha256 */
            sha256: string;
            /** Sizebytes */
            sizeBytes: number;
            /** Source */
            source: string;
            /** State */
            state: string;
            /** Title */
            title: string;
            /**
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
            /** Version */
            version: number;
            /** Warnings */
            warnings: {
                [key: string]: unknown;
            }[];
        };
        /**
         * DocumentTaken
         * @description What became of one file of an upload: a document that is queued, or the error that refused it.
         */
        DocumentTaken: {
            /** Documentid */
            documentId: string | null;
            /** Error */
            error: {
                [key: string]: unknown;
            } | null;
            /** Name */
            name: string | null;
            /** State */
            state: string | null;
        };
        /**
         * DocumentUpdate
         * @description What can be changed of a document without reading it again.
         */
        DocumentUpdate: {
            /** Enabled */
            enabled?: boolean | null;
            /** Expiresat */
            expiresAt?: string | null;
            /** Labels */
            labels?: string[] | null;
            /** Metadata */
            metadata?: {
                [key: string]: unknown;
            } | null;
            /** Reviewby */
            reviewBy?: string | null;
            /** Title */
            title?: string | null;
        };
        /**
         * DocumentsTaken
         * @description The files of an upload in the order they were sent.
         */
        DocumentsTaken: {
            /** Data */
            data: components["schemas"]["DocumentTaken"][];
        };
        /**
         * EmbedderCreate
         * @description A new embedder; it is tested and measured before it is kept.
         */
        EmbedderCreate: {
            /** Apikey */
            apiKey?: string | null;
            /** Baseurl */
            baseUrl: string;
            /**
             * Batchsize
             * @default 32
             */
            batchSize?: number;
            /**
             * Kind
             * @default openai_compatible
             * @constant
             */
            kind?: "openai_compatible";
            /**
             * Maxtokens
             * @default 512
             */
            maxTokens?: number;
            /** Model */
            model: string;
            /** Name */
            name: string;
            /**
             * Passageprefix
             * @default
             */
            passagePrefix?: string;
            price?: components["schemas"]["EmbeddingPrice-Input"] | null;
            /**
             * Queryprefix
             * @default
             */
            queryPrefix?: string;
        };
        /**
         * EmbedderList
         * @description Every embedder of the workspace, the bundled one first.
         */
        EmbedderList: {
            /** Data */
            data: components["schemas"]["EmbedderRead"][];
        };
        /**
         * EmbedderRead
         * @description An embedder as it is shown. `state`: `ok`, or `embedder_changed` when its vectors are others than they were.
         */
        EmbedderRead: {
            /** Apikeymasked */
            apiKeyMasked: string | null;
            /** Baseurl */
            baseUrl: string;
            /** Batchsize */
            batchSize: number;
            /** Calibration */
            calibration: {
                [key: string]: unknown;
            };
            /** Dimensions */
            dimensions: number;
            /** Id */
            id: string;
            /**
             * Kind
             * @enum {string}
             */
            kind: "local" | "openai_compatible";
            /** Maxtokens */
            maxTokens: number;
            /** Model */
            model: string;
            /** Name */
            name: string;
            /** Passageprefix */
            passagePrefix: string;
            price: components["schemas"]["EmbeddingPrice-Output"] | null;
            /** Problem */
            problem: string;
            /** Queryprefix */
            queryPrefix: string;
            /** Revision */
            revision: number;
            /** State */
            state: string;
            /** Testedat */
            testedAt: string | null;
            /** Usedby */
            usedBy: number;
        };
        /**
         * EmbedderTest
         * @description How a test went. `similar` and `different`: cosines of a pair that belongs together and of one that does not.
         */
        EmbedderTest: {
            /** Different */
            different: number | null;
            /** Dimensions */
            dimensions: number;
            /** Latencyms */
            latencyMs: number;
            /**
             * Message
             * @default
             */
            message: string;
            /** Ok */
            ok: boolean;
            /** Similar */
            similar: number | null;
            /** State */
            state: string;
        };
        /**
         * EmbedderUpdate
         * @description What is to change. Another address, model or prefix makes other vectors: then bases need to be embedded anew.
         */
        EmbedderUpdate: {
            /** Apikey */
            apiKey?: string | null;
            /** Baseurl */
            baseUrl?: string | null;
            /** Batchsize */
            batchSize?: number | null;
            /** Maxtokens */
            maxTokens?: number | null;
            /** Model */
            model?: string | null;
            /** Name */
            name?: string | null;
            /** Passageprefix */
            passagePrefix?: string | null;
            price?: components["schemas"]["EmbeddingPrice-Input"] | null;
            /** Queryprefix */
            queryPrefix?: string | null;
        };
        /**
         * EmbeddingPrice
         * @description What a million tokens cost.
         */
        "EmbeddingPrice-Input": {
            /**
             * Currency
             * @default USD
             */
            currency?: string;
            /** Permillion */
            perMillion: number | string;
        };
        /**
         * EmbeddingPrice
         * @description What a million tokens cost.
         */
        "EmbeddingPrice-Output": {
            /**
             * Currency
             * @default USD
             */
            currency: string;
            /** Permillion */
            perMillion: string;
        };
        /**
         * EntryRead
         * @description An entry of the reply as it would be used. `score` is the endpoint's own, `sortingScore` the 0..1 one.
         */
        EntryRead: {
            /** Content */
            content: string;
            /** Id */
            id: string;
            /** Path */
            path: string;
            /** Score */
            score: number;
            /** Sortingscore */
            sortingScore: number;
        };
        /**
         * ErrorRead
         * @description Every refusal has this shape; `code` is the status times 1000 plus a detail, and is unique.
         * @example {
         *       "code": 422000,
         *       "errors": [
         *         {
         *           "actual": 256,
         *           "limit": 255,
         *           "message": "At most 255 characters.",
         *           "path": "name",
         *           "rule": "maxLength"
         *         }
         *       ],
         *       "message": "At most 255 characters.",
         *       "name": "ValidationException",
         *       "status": 422
         *     }
         */
        ErrorRead: {
            /** Code */
            code: number;
            /** Errors */
            errors: components["schemas"]["FieldErrorRead"][];
            /** Message */
            message: string;
            /** Name */
            name: string;
            /** Status */
            status: number;
        };
        /**
         * ExchangeRead
         * @description What was sent and what came back, secrets masked. `body` of the reply is its text, at most 20,000 characters of it.
         */
        ExchangeRead: {
            /** Attempts */
            attempts: number;
            /** Body */
            body: string;
            /** Headers */
            headers: {
                [key: string]: string;
            };
            /**
             * Method
             * @default POST
             */
            method: string;
            /** Ms */
            ms: number;
            /** Sent */
            sent: {
                [key: string]: unknown;
            };
            /** Sizebytes */
            sizeBytes: number;
            /** Status */
            status: number | null;
            /** Url */
            url: string;
        };
        /**
         * Explained
         * @description What explains the answer, as the messaging API gives it.
         */
        Explained: {
            /** Actions */
            actions: {
                [key: string]: unknown;
            }[];
            inspection: components["schemas"]["InspectionRead"];
            /** Messageid */
            messageId: string;
            searchResults: components["schemas"]["SearchResults"];
            /** Sessionid */
            sessionId: string;
        };
        /**
         * ExportRead
         * @description An export on its way or at its end. `isCut`: there were more than 100,000 rows, the newest were kept.
         */
        ExportRead: {
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Endedat */
            endedAt: string | null;
            /** Error */
            error: string;
            /**
             * Expiresat
             * Format: date-time
             */
            expiresAt: string;
            /** Id */
            id: string;
            /** Iscut */
            isCut: boolean;
            /** Requestedby */
            requestedBy: string;
            /** Rows */
            rows: number;
            /** Sizebytes */
            sizeBytes: number;
            /**
             * State
             * @enum {string}
             */
            state: "queued" | "running" | "done" | "failed";
        };
        /**
         * ExportRequest
         * @description What is to be exported: the filters of the report.
         */
        ExportRequest: {
            /** Assistantid */
            assistantId?: string | null;
            /** From */
            from?: string | null;
            /** Mark */
            mark?: ("degraded" | "belowThreshold" | "unsupported") | null;
            /** Minlatencyms */
            minLatencyMs?: number | null;
            /**
             * Outcome
             * @default []
             */
            outcome?: ("answered" | "memorized" | "fallback" | "refused" | "stopped" | "failed")[];
            /**
             * Q
             * @default
             */
            q?: string;
            /** Questionkey */
            questionKey?: string | null;
            /** Rating */
            rating?: ("up" | "down") | null;
            /** Sessionid */
            sessionId?: string | null;
            /**
             * Source
             * @default []
             */
            source?: ("api" | "openai" | "sandbox" | "channel" | "copilot" | "lab" | "replay")[];
            /** To */
            to?: string | null;
            /** Userid */
            userId?: string | null;
        };
        /**
         * FeedbackRead
         * @description What one user thought of an answer.
         */
        FeedbackRead: {
            /** Rating */
            rating: ("up" | "down") | null;
            /** Userid */
            userId: string;
        };
        /**
         * FeedbackReply
         * @description What is stored now.
         */
        FeedbackReply: {
            /** Messageid */
            messageId: string;
            /** Rating */
            rating: ("up" | "down") | null;
        };
        /**
         * FeedbackWrite
         * @description What somebody thinks of an answer.
         */
        FeedbackWrite: {
            /**
             * Comment
             * @default
             */
            comment?: string;
            /**
             * Correctanswer
             * @default
             */
            correctAnswer?: string;
            /** Rating */
            rating: ("up" | "down") | null;
            /**
             * Reason
             * @default
             */
            reason?: string;
            /**
             * Userid
             * @default
             */
            userId?: string;
        };
        /**
         * FieldErrorRead
         * @description A field that breaks a rule. `path` is where (`blockedTopics[2].phrases[0]`); a page may add values beside.
         */
        FieldErrorRead: {
            /** Message */
            message: string;
            /** Path */
            path: string;
            /** Rule */
            rule: string;
        } & {
            [key: string]: unknown;
        };
        /**
         * Figures
         * @description How a target did in one mode, or in all of them together (`mode` null).
         *
         *     Cases count as passed when all their steps did; those of which nothing was asked are left out of the rates. `interval` is
         *     the 95 % Wilson interval of the pass rate, `regressions` are cases that pass on the baseline and fail here. In a replay a
         *     case is a session, and passes when every answer is as it was; `differing` says what is not.
         */
        Figures: {
            /** Cases */
            cases: number;
            /** Completiontokens */
            completionTokens: number;
            /** Cost */
            cost: {
                [key: string]: string;
            } | null;
            differing: components["schemas"]["Differing"] | null;
            /** Errors */
            errors: number;
            /** Failed */
            failed: number;
            /** Fallbacks */
            fallbacks: number;
            interval: components["schemas"]["Interval"] | null;
            /** Matchrate */
            matchRate: number | null;
            /** Matched */
            matched: number;
            /** Meanrank */
            meanRank: number | null;
            /** Meanseconds */
            meanSeconds: number | null;
            /** Mode */
            mode: ("search_km" | "actual_km" | "expected_km") | null;
            /** Notasked */
            notAsked: number;
            /** Notmatched */
            notMatched: number;
            /** P95Seconds */
            p95Seconds: number | null;
            /** Passrate */
            passRate: number | null;
            /** Passed */
            passed: number;
            /** Prompttokens */
            promptTokens: number;
            /** Regressions */
            regressions: string[];
            /** Skipped */
            skipped: number;
            /** Steps */
            steps: number;
            /** Target */
            target: string;
        };
        /**
         * FoundChunk
         * @description A chunk that was sent to the model, or quoted, and the base it was found in.
         */
        FoundChunk: {
            /**
             * Content
             * @default
             */
            content: string;
            /** Id */
            id: string;
            /** Knowledgebaseid */
            knowledgeBaseId: string | null;
            /**
             * Path
             * @default
             */
            path: string;
            /** Score */
            score: number;
            /**
             * Title
             * @default
             */
            title: string;
        };
        /**
         * FoundDocument
         * @description A found chunk, with the place it comes from.
         */
        FoundDocument: {
            /** Content */
            content: string;
            /** Documentid */
            documentId: string | null;
            /** Documentversion */
            documentVersion: number | null;
            /** End */
            end: number | null;
            /** Headingpath */
            headingPath: string[];
            /** Highlights */
            highlights: [
                number,
                number
            ][];
            /** Id */
            id: string;
            /** Knowledgebaseid */
            knowledgeBaseId: string;
            /** Metadata */
            metadata: {
                [key: string]: unknown;
            };
            /** Page */
            page: number | null;
            /** Path */
            path: string;
            /** Start */
            start: number | null;
            /** Title */
            title: string;
        };
        /**
         * FulfillmentCreate
         * @description A new fulfillment: a search, or with `action` or `mcp` one of those kinds.
         */
        FulfillmentCreate: {
            action?: components["schemas"]["ActionWrite"] | null;
            /**
             * Description
             * @default
             */
            description?: string;
            /**
             * Kind
             * @default search
             * @enum {string}
             */
            kind?: "search" | "action" | "mcp";
            /** Knowledgebaseid */
            knowledgeBaseId?: string | null;
            /** Labels */
            labels?: string[];
            mcp?: components["schemas"]["McpWrite"] | null;
            /** Name */
            name: string;
            /**
             * Searchtermgenerator
             * @default false
             */
            searchTermGenerator?: boolean;
            /**
             * Searchtermgeneratorprompt
             * @default
             */
            searchTermGeneratorPrompt?: string;
        };
        /**
         * FulfillmentTest
         * @description What to try: a search with its `question`, an action or a server's tool with its `call`.
         */
        FulfillmentTest: {
            call?: components["schemas"]["ToolTest"] | null;
            /**
             * Limit
             * @default 10
             */
            limit?: number;
            /** Question */
            question?: string | null;
        };
        /**
         * FulfillmentUpdate
         * @description What can be changed; `knowledgeBaseId: null` lets go of the base, an empty prompt is the default of its type.
         *
         *     `action` and `mcp` are replaced as a whole.
         */
        FulfillmentUpdate: {
            action?: components["schemas"]["ActionWrite"] | null;
            /** Description */
            description?: string | null;
            /** Knowledgebaseid */
            knowledgeBaseId?: string | null;
            /** Labels */
            labels?: string[] | null;
            mcp?: components["schemas"]["McpWrite"] | null;
            /** Name */
            name?: string | null;
            /** Searchtermgenerator */
            searchTermGenerator?: boolean | null;
            /** Searchtermgeneratorprompt */
            searchTermGeneratorPrompt?: string | null;
        };
        /**
         * GapAccept
         * @description What a gap is made into: exactly one of the two.
         */
        GapAccept: {
            document?: components["schemas"]["GapText"] | null;
            memorizedResponse?: components["schemas"]["MemorizedWrite"] | null;
        };
        /**
         * GapAssign
         * @description Who looks after a gap; null opens it again.
         */
        GapAssign: {
            /** Assigneeid */
            assigneeId?: string | null;
        };
        /**
         * GapChunk
         * @description A chunk that comes nearest, though it does not answer.
         */
        GapChunk: {
            /** Documentid */
            documentId: string;
            /** Excerpt */
            excerpt: string;
            /** Id */
            id: string;
            /** Knowledgebaseid */
            knowledgeBaseId: string;
            /** Path */
            path: string;
            /** Score */
            score: number;
            /** Title */
            title: string;
        };
        /**
         * GapCounts
         * @description How many gaps there are in each state.
         */
        GapCounts: {
            /**
             * Accepted
             * @default 0
             */
            accepted: number;
            /**
             * Assigned
             * @default 0
             */
            assigned: number;
            /**
             * Ignored
             * @default 0
             */
            ignored: number;
            /**
             * Open
             * @default 0
             */
            open: number;
        };
        /**
         * GapDraft
         * @description A suggested answer: written by a model from the sources, quoted from them, or what a user gave as the right answer.
         */
        GapDraft: {
            /**
             * By
             * @enum {string}
             */
            by: "model" | "documents" | "feedback";
            /** Sources */
            sources: components["schemas"]["GapSource"][];
            /** Text */
            text: string;
        };
        /**
         * GapEffect
         * @description What an accepted gap was made into, and what came of it since.
         *
         *     `answered`: how often the memorized response was given, null for a document; `stillAsked`: questions that were not answered well.
         */
        GapEffect: {
            /** Answered */
            answered: number | null;
            /** Documentid */
            documentId: string | null;
            /** Knowledgebaseid */
            knowledgeBaseId: string | null;
            /** Memorizedresponseid */
            memorizedResponseId: string | null;
            /** Stillasked */
            stillAsked: number;
        };
        /**
         * GapExample
         * @description A question as it was asked, masked, and what the assistant said.
         */
        GapExample: {
            /** Answer */
            answer: string;
            /** Assistantid */
            assistantId: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Messageid */
            messageId: string;
            /** Outcome */
            outcome: string;
            /** Question */
            question: string;
            /** Rating */
            rating: ("up" | "down") | null;
        };
        /**
         * GapOverview
         * @description The last search and the counts by state.
         */
        GapOverview: {
            counts: components["schemas"]["GapCounts"];
            run: components["schemas"]["GapRunRead"];
        };
        /**
         * GapPerson
         * @description Somebody of the workspace who can answer gaps.
         */
        GapPerson: {
            /** Id */
            id: string;
            /** Name */
            name: string;
        };
        /**
         * GapRead
         * @description A gap. `harm` ranks it; `trend`: questions of each of the last 30 days; `alternates`: other wordings that surely
         *     ask what the label asks.
         */
        GapRead: {
            /** Alternates */
            alternates: string[];
            assignee: components["schemas"]["GapPerson"] | null;
            /** Assistantids */
            assistantIds: string[];
            /** Chunks */
            chunks: components["schemas"]["GapChunk"][];
            /** Count */
            count: number;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Decidedat */
            decidedAt: string | null;
            /** Decidedby */
            decidedBy: string;
            draft: components["schemas"]["GapDraft"] | null;
            effect: components["schemas"]["GapEffect"] | null;
            /** Examples */
            examples: components["schemas"]["GapExample"][];
            /**
             * Firstaskedat
             * Format: date-time
             */
            firstAskedAt: string;
            /** Harm */
            harm: number;
            /** Id */
            id: string;
            /** Knowledgebaseids */
            knowledgeBaseIds: string[];
            /** Label */
            label: string;
            /** Language */
            language: string;
            /**
             * Lastaskedat
             * Format: date-time
             */
            lastAskedAt: string;
            /** People */
            people: number;
            reasons: components["schemas"]["GapReasons"];
            /**
             * State
             * @enum {string}
             */
            state: "open" | "assigned" | "accepted" | "ignored";
            /** Trend */
            trend: number[];
            /**
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
        };
        /**
         * GapReasons
         * @description Why its questions count: how many ended with the fallback text, stood on nothing for half of the answer, were rated down.
         */
        GapReasons: {
            /**
             * Fallback
             * @default 0
             */
            fallback: number;
            /**
             * Rateddown
             * @default 0
             */
            ratedDown: number;
            /**
             * Unsupported
             * @default 0
             */
            unsupported: number;
        };
        /**
         * GapRunRead
         * @description The last search for gaps. `new`: gaps it found that nobody had seen. `endedAt` is null while it is at work.
         */
        GapRunRead: {
            /** Begunat */
            begunAt: string | null;
            /** Done */
            done: number;
            /** Endedat */
            endedAt: string | null;
            /** New */
            new: number;
            /**
             * Phase
             * @enum {string}
             */
            phase: "collecting" | "grouping" | "drafting" | "comparing";
            /** Requestedby */
            requestedBy: string;
            /**
             * State
             * @enum {string}
             */
            state: "never" | "queued" | "running" | "done" | "failed";
            /** Total */
            total: number;
        };
        /**
         * GapSource
         * @description A chunk that the draft stands on.
         */
        GapSource: {
            /** Documentid */
            documentId: string;
            /** Id */
            id: string;
            /** Knowledgebaseid */
            knowledgeBaseId: string;
            /** Path */
            path: string;
            /** Title */
            title: string;
        };
        /**
         * GapText
         * @description A text document that answers a gap, and the base it goes into.
         */
        GapText: {
            /**
             * Format
             * @default md
             * @enum {string}
             */
            format?: "md" | "txt";
            /** Knowledgebaseid */
            knowledgeBaseId: string;
            /** Text */
            text: string;
            /** Title */
            title: string;
        };
        /**
         * Gate
         * @description What must have passed before a publish.
         */
        "Gate-Input": {
            /**
             * Maxregressions
             * @default 0
             */
            maxRegressions?: number;
            /**
             * Minpassrate
             * @default 1
             */
            minPassRate?: number;
            /**
             * Mode
             * @default off
             * @enum {string}
             */
            mode?: "off" | "warn" | "block";
            /**
             * Testsetids
             * @default []
             */
            testSetIds?: string[];
        };
        /**
         * Gate
         * @description What must have passed before a publish.
         */
        "Gate-Output": {
            /**
             * Maxregressions
             * @default 0
             */
            maxRegressions: number;
            /**
             * Minpassrate
             * @default 1
             */
            minPassRate: number;
            /**
             * Mode
             * @default off
             * @enum {string}
             */
            mode: "off" | "warn" | "block";
            /**
             * Testsetids
             * @default []
             */
            testSetIds: string[];
        };
        /**
         * GateStarted
         * @description The runs that decide whether the draft is published.
         */
        GateStarted: {
            /** Labrunid */
            labRunId: string;
            /** Labrunids */
            labRunIds: string[];
        };
        /**
         * GenerateAsked
         * @description For how many of them it was asked.
         */
        GenerateAsked: {
            /** Asked */
            asked: number;
        };
        /**
         * GenerateRequest
         * @description The chunks, by their visible ids.
         */
        GenerateRequest: {
            /** Chunkids */
            chunkIds: string[];
        };
        /**
         * GenerationList
         * @description A base's generations, the newest first, and the work on them that has not ended.
         */
        GenerationList: {
            /** Data */
            data: components["schemas"]["GenerationRead"][];
            job: components["schemas"]["JobRead"] | null;
        };
        /**
         * GenerationRead
         * @description One embedding of a base. `state`: `building`, `serving`, or `retired` while it can still be gone back to.
         */
        GenerationRead: {
            /** Chunks */
            chunks: number;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Current */
            current: boolean;
            /** Dimensions */
            dimensions: number;
            /** Embedder */
            embedder: string;
            /** Embeddername */
            embedderName: string;
            /** Embedderrevision */
            embedderRevision: string;
            /** Id */
            id: string;
            /** Language */
            language: string;
            /** State */
            state: string;
            /** Undountil */
            undoUntil: string | null;
        };
        /**
         * GroundingRead
         * @description The verdicts on the answer's sentences.
         */
        GroundingRead: {
            /** Partly */
            partly: number;
            /**
             * Policy
             * @enum {string}
             */
            policy: "off" | "flag" | "remove" | "refuse" | "handoff";
            /** Sentences */
            sentences: components["schemas"]["SentenceRead"][];
            /** Supported */
            supported: number;
            /** Unsupported */
            unsupported: number;
        };
        /**
         * GuardrailRead
         * @description A rule that was hit.
         */
        GuardrailRead: {
            /** Action */
            action: string;
            /** Detail */
            detail: string;
            /** Rule */
            rule: string;
        };
        /**
         * HandoffRule
         * @description Whether the assistant may ask for a person, and after how many fallbacks in a row it does by itself.
         */
        "HandoffRule-Input": {
            /**
             * Enabled
             * @default false
             */
            enabled?: boolean;
            /**
             * Offerafterfallbacks
             * @default 2
             */
            offerAfterFallbacks?: number;
        };
        /**
         * HandoffRule
         * @description Whether the assistant may ask for a person, and after how many fallbacks in a row it does by itself.
         */
        "HandoffRule-Output": {
            /**
             * Enabled
             * @default false
             */
            enabled: boolean;
            /**
             * Offerafterfallbacks
             * @default 2
             */
            offerAfterFallbacks: number;
        };
        /**
         * HeaderRead
         * @description A header as it is shown.
         */
        HeaderRead: {
            /** Name */
            name: string;
            /** Secret */
            secret: boolean;
            /** Value */
            value: string;
        };
        /**
         * HeaderWrite
         * @description A header. A secret one without a value, or with the value as it is shown, keeps what was entered before.
         */
        HeaderWrite: {
            /** Name */
            name: string;
            /**
             * Secret
             * @default false
             */
            secret?: boolean;
            /** Value */
            value?: string | null;
        };
        /**
         * HitRead
         * @description One use: what was asked, which variant it was taken for, and how sure that was.
         */
        HitRead: {
            /** Askedtext */
            askedText: string;
            /** Assistantid */
            assistantId: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Exact */
            exact: boolean;
            /** Id */
            id: string;
            /** Matchedvariant */
            matchedVariant: string;
            /** Messageid */
            messageId: string;
            /** Score */
            score: number;
            /** Source */
            source: string;
        };
        /**
         * Hunk
         * @description A piece of a changed text: the same in both, added, or removed.
         */
        Hunk: {
            /**
             * Op
             * @enum {string}
             */
            op: "same" | "added" | "removed";
            /** Text */
            text: string;
        };
        /**
         * ImportReply
         * @description What an import changed, or with `dryRun` would change.
         */
        ImportReply: {
            /** Added */
            added: number;
            /** Changed */
            changed: number;
            /** Dryrun */
            dryRun: boolean;
            /** Ignoredcolumns */
            ignoredColumns: string[];
            /** Rows */
            rows: number;
            /** Unchanged */
            unchanged: number;
        };
        /**
         * InspectionRead
         * @description How an answer came about. Unused parts are null or empty, never absent; `prompt` is for console readers only.
         */
        InspectionRead: {
            /** Assistantid */
            assistantId: string;
            /** Assistantversion */
            assistantVersion: number | null;
            /** Completiontokens */
            completionTokens: number;
            /** Cost */
            cost: {
                [key: string]: string;
            } | null;
            /** Degraded */
            degraded: boolean;
            /** Degradedreason */
            degradedReason: string | null;
            /** Fallback */
            fallback: boolean;
            /** Firsttokenms */
            firstTokenMs: number | null;
            /** Fulfillments */
            fulfillments: components["schemas"]["comity__assistants__messaging__schemas__FulfillmentRead"][];
            grounding: components["schemas"]["GroundingRead"] | null;
            /** Guardrails */
            guardrails: components["schemas"]["GuardrailRead"][];
            /** Language */
            language: string;
            /** Latencyms */
            latencyMs: number;
            memorized: components["schemas"]["MemorizedUse"] | null;
            /** Memorizedresponseid */
            memorizedResponseId: string | null;
            /** Model */
            model: string | null;
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "answered" | "memorized" | "fallback" | "refused" | "stopped" | "failed";
            /** Prompt */
            prompt: {
                [key: string]: unknown;
            }[] | null;
            /** Prompttokens */
            promptTokens: number;
            /** Provider */
            provider: string;
            /** Question */
            question: string;
            /** Questionen */
            questionEn: string | null;
            /** Segment */
            segment: number;
            /** Softreset */
            softReset: boolean;
            /** Source */
            source: string;
            /** Stages */
            stages: components["schemas"]["StageRead"][];
            /** Temperature */
            temperature: number | null;
            /** Toolcalls */
            toolCalls: components["schemas"]["ToolCallRead"][];
            /** Warnings */
            warnings: components["schemas"]["WarningRead"][];
        };
        /**
         * Interval
         * @description Where a rate lies with 95 % confidence.
         */
        Interval: {
            /** High */
            high: number;
            /** Low */
            low: number;
        };
        /**
         * JobError
         * @description Why a job ended without its result.
         */
        JobError: {
            /** Code */
            code: string;
            /** Message */
            message: string;
        };
        /**
         * JobRead
         * @description A job as the activity tray shows it. `state`: `queued`, `running`, `paused`, `done`, `failed`, `cancelled`.
         */
        JobRead: {
            /** Askedby */
            askedBy: string;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Documentid */
            documentId: string;
            /** Errors */
            errors: components["schemas"]["JobError"][];
            /** Eta */
            eta: string | null;
            /** Jobid */
            jobId: string;
            /** Kind */
            kind: string;
            /** Knowledgebaseid */
            knowledgeBaseId: string;
            /** Knowledgebasename */
            knowledgeBaseName: string;
            progress: components["schemas"]["Progress"];
            reason: components["schemas"]["Reason"];
            /**
             * Result
             * @default {}
             */
            result: {
                [key: string]: unknown;
            };
            /** Searchable */
            searchable: string;
            /** State */
            state: string;
            /** Step */
            step: string;
            /** Title */
            title: string;
            /**
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
        };
        /**
         * JudgeRead
         * @description What the judge said: the share of its votes that agree, and the reason of the majority.
         */
        JudgeRead: {
            /** Passed */
            passed: boolean;
            /** Reason */
            reason: string;
            /** Score */
            score: number;
            /** Votes */
            votes: boolean[];
        };
        /**
         * LastRun
         * @description The newest run of a set.
         */
        LastRun: {
            /** Assistantid */
            assistantId: string;
            /** Assistantname */
            assistantName: string;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Id */
            id: string;
            /** Status */
            status: string;
        };
        /**
         * LastSync
         * @description How the last sync ended: `done`, `failed` or `cancelled`.
         */
        LastSync: {
            counts: components["schemas"]["SyncCounts"];
            /**
             * Endedat
             * Format: date-time
             */
            endedAt: string;
            reason: components["schemas"]["Reason"];
            /**
             * Startedat
             * Format: date-time
             */
            startedAt: string;
            /** State */
            state: string;
        };
        /** Listing[ApiKeyRead] */
        Listing_ApiKeyRead_: {
            /** Data */
            data: components["schemas"]["ApiKeyRead"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /** Listing[AssistantRead] */
        Listing_AssistantRead_: {
            /** Data */
            data: components["schemas"]["AssistantRead"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /** Listing[AuditRead] */
        Listing_AuditRead_: {
            /** Data */
            data: components["schemas"]["AuditRead"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /** Listing[BaseRead] */
        Listing_BaseRead_: {
            /** Data */
            data: components["schemas"]["BaseRead"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /** Listing[CallRead] */
        Listing_CallRead_: {
            /** Data */
            data: components["schemas"]["CallRead"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /** Listing[CaseRead] */
        Listing_CaseRead_: {
            /** Data */
            data: components["schemas"]["CaseRead"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /** Listing[ChunkRead] */
        Listing_ChunkRead_: {
            /** Data */
            data: components["schemas"]["ChunkRead"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /** Listing[DocumentRead] */
        Listing_DocumentRead_: {
            /** Data */
            data: components["schemas"]["DocumentRead"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /** Listing[ExportRead] */
        Listing_ExportRead_: {
            /** Data */
            data: components["schemas"]["ExportRead"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /** Listing[FulfillmentRead] */
        Listing_FulfillmentRead_: {
            /** Data */
            data: components["schemas"]["comity__fulfillments__schemas__FulfillmentRead"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /** Listing[GapPerson] */
        Listing_GapPerson_: {
            /** Data */
            data: components["schemas"]["GapPerson"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /** Listing[GapRead] */
        Listing_GapRead_: {
            /** Data */
            data: components["schemas"]["GapRead"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /** Listing[HitRead] */
        Listing_HitRead_: {
            /** Data */
            data: components["schemas"]["HitRead"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /** Listing[JobRead] */
        Listing_JobRead_: {
            /** Data */
            data: components["schemas"]["JobRead"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /** Listing[MemorizedRead] */
        Listing_MemorizedRead_: {
            /** Data */
            data: components["schemas"]["MemorizedRead"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /** Listing[ModelConnectionRead] */
        Listing_ModelConnectionRead_: {
            /** Data */
            data: components["schemas"]["ModelConnectionRead"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /** Listing[PromptTemplateRead] */
        Listing_PromptTemplateRead_: {
            /** Data */
            data: components["schemas"]["PromptTemplateRead"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /** Listing[ReportedMessage] */
        Listing_ReportedMessage_: {
            /** Data */
            data: components["schemas"]["ReportedMessage"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /** Listing[RunRead] */
        Listing_RunRead_: {
            /** Data */
            data: components["schemas"]["RunRead"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /** Listing[SandboxMessage] */
        Listing_SandboxMessage_: {
            /** Data */
            data: components["schemas"]["SandboxMessage"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /** Listing[SessionRead] */
        Listing_SessionRead_: {
            /** Data */
            data: components["schemas"]["SessionRead"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /** Listing[StepRead] */
        Listing_StepRead_: {
            /** Data */
            data: components["schemas"]["StepRead"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /** Listing[TestSetRead] */
        Listing_TestSetRead_: {
            /** Data */
            data: components["schemas"]["TestSetRead"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /** Listing[VersionRead] */
        Listing_VersionRead_: {
            /** Data */
            data: components["schemas"]["VersionRead"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /** Listing[WebPageRead] */
        Listing_WebPageRead_: {
            /** Data */
            data: components["schemas"]["WebPageRead"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /** Listing[WebSourceRead] */
        Listing_WebSourceRead_: {
            /** Data */
            data: components["schemas"]["WebSourceRead"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /**
         * McpRead
         * @description An MCP server as it is shown. `listedAt`: when its tools were last asked for.
         */
        McpRead: {
            /** Headers */
            headers: components["schemas"]["HeaderRead"][];
            /** Listedat */
            listedAt: string | null;
            /** Tools */
            tools: components["schemas"]["McpToolRead"][];
            /** Url */
            url: string;
        };
        /**
         * McpToolRead
         * @description A tool as the server lists it. `changed`: it is off, because it is no longer what was approved.
         */
        McpToolRead: {
            /** Allowed */
            allowed: boolean;
            /** Changed */
            changed: boolean;
            /** Confirm */
            confirm: string;
            /** Description */
            description: string;
            /** Name */
            name: string;
            /** Parameters */
            parameters: {
                [key: string]: unknown;
            };
            /** Readonly */
            readOnly: boolean;
            /** Safe */
            safe: boolean;
        };
        /**
         * McpToolWrite
         * @description What is decided about a tool; `approve` takes over the description and schema as they are listed now.
         */
        McpToolWrite: {
            /**
             * Allowed
             * @default false
             */
            allowed?: boolean;
            /**
             * Approve
             * @default false
             */
            approve?: boolean;
            /**
             * Confirm
             * @default contact
             * @enum {string}
             */
            confirm?: "none" | "contact" | "agent";
            /** Name */
            name: string;
            /**
             * Safe
             * @default false
             */
            safe?: boolean;
        };
        /**
         * McpWrite
         * @description An MCP server: its address, what is sent along, and what is decided about its tools; those not named stay.
         */
        McpWrite: {
            /**
             * Headers
             * @default []
             */
            headers?: components["schemas"]["HeaderWrite"][];
            /**
             * Tools
             * @default []
             */
            tools?: components["schemas"]["McpToolWrite"][];
            /** Url */
            url: string;
        };
        /**
         * MeRead
         * @description The signed-in account, its workspaces and the token that its writes must carry.
         */
        MeRead: {
            account: components["schemas"]["AccountRead"];
            /** Csrftoken */
            csrfToken: string;
            /** Workspaces */
            workspaces: components["schemas"]["MembershipRead"][];
        };
        /**
         * MeUpdate
         * @description What a person changes of themselves.
         */
        MeUpdate: {
            /** Displayname */
            displayName?: string | null;
            /** Locale */
            locale?: string | null;
        };
        /**
         * MembershipRead
         * @description A workspace the account belongs to and what it may do there.
         */
        MembershipRead: {
            /** Admins */
            admins: string[];
            /** Id */
            id: string;
            /** Name */
            name: string;
            /** Platformadmin */
            platformAdmin: boolean;
            /** Rights */
            rights: string[];
            /** Roles */
            roles: {
                [key: string]: string | null;
            };
            /** Slug */
            slug: string;
            /** Timezone */
            timeZone: string;
            /** Usernumber */
            userNumber: number;
        };
        /**
         * MemorizeMessages
         * @description Exchanges whose answers are to be memorized, for their assistant or for all of them.
         */
        MemorizeMessages: {
            /**
             * Allassistants
             * @default false
             */
            allAssistants?: boolean;
            /** Messageids */
            messageIds: string[];
        };
        /**
         * MemorizedDiffers
         * @description A memorized answer that states numbers which the chunk that answers its question does not hold.
         */
        MemorizedDiffers: {
            /** Chunkid */
            chunkId: string;
            /** Documentid */
            documentId: string;
            /** Knowledgebaseid */
            knowledgeBaseId: string;
            /** Memorizedresponseid */
            memorizedResponseId: string;
            /** Numbers */
            numbers: string[];
            /** Path */
            path: string;
            /** Question */
            question: string;
            /** Title */
            title: string;
        };
        /**
         * MemorizedOfMessages
         * @description The entries that were made, and the exchanges that were left out.
         */
        MemorizedOfMessages: {
            /** Ids */
            ids: string[];
            /** Skipped */
            skipped: components["schemas"]["NotMemorized"][];
        };
        /**
         * MemorizedRead
         * @description A memorized response, how it stands now and how often it answered.
         */
        MemorizedRead: {
            /** Alternates */
            alternates: string[];
            /** Answer */
            answer: string;
            /** Assistantids */
            assistantIds: string[];
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Createdby */
            createdBy: string;
            /** Editedby */
            editedBy: string;
            /** Enabled */
            enabled: boolean;
            /** Hits */
            hits: number;
            /** Id */
            id: string;
            /** Language */
            language: string | null;
            /** Lasthitat */
            lastHitAt: string | null;
            /** Lastscore */
            lastScore: number | null;
            /** Question */
            question: string;
            /** Revision */
            revision: number;
            /**
             * State
             * @enum {string}
             */
            state: "active" | "scheduled" | "expired" | "disabled";
            /**
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
            /** Validfrom */
            validFrom: string | null;
            /** Validto */
            validTo: string | null;
        };
        /**
         * MemorizedUse
         * @description Which memorized response answered: how sure that was, whether the question was exactly one of its own, and which.
         */
        MemorizedUse: {
            /** Exact */
            exact: boolean;
            /** Id */
            id: string;
            /** Matched */
            matched: string;
            /** Score */
            score: number;
        };
        /**
         * MemorizedWrite
         * @description A memorized response as it is saved. It answers from `validFrom` on and no longer at `validTo`.
         */
        MemorizedWrite: {
            /**
             * Alternates
             * @default []
             */
            alternates?: string[];
            /** Answer */
            answer: string;
            /**
             * Assistantids
             * @default []
             */
            assistantIds?: string[];
            /**
             * Enabled
             * @default true
             */
            enabled?: boolean;
            /** Language */
            language?: string | null;
            /** Question */
            question: string;
            /** Validfrom */
            validFrom?: string | null;
            /** Validto */
            validTo?: string | null;
        };
        /**
         * MergeRequest
         * @description The neighbours that become part of a chunk.
         */
        MergeRequest: {
            /** Chunks */
            chunks: components["schemas"]["MergedChunk"][];
            /**
             * Dryrun
             * @default false
             */
            dryRun?: boolean;
        };
        /**
         * MergedChunk
         * @description A chunk that becomes part of another, in the revision that was read.
         */
        MergedChunk: {
            /** Chunkid */
            chunkId: string;
            /** Revision */
            revision: number;
        };
        /**
         * MessageCase
         * @description An exchange to be made a step of. `expectedAnswer`: what is expected of it, in place of what was answered.
         */
        MessageCase: {
            /** Expectedanswer */
            expectedAnswer?: string | null;
            /** Messageid */
            messageId: string;
        };
        /**
         * MessageRead
         * @description A stored exchange. The answer's parts are absent until it has ended. From `question` on: for console readers alone.
         */
        MessageRead: {
            /** Actions */
            actions: components["schemas"]["comity__assistants__messaging__schemas__ActionRead"][] | null;
            /** Answer */
            answer: string | null;
            /** Below */
            below: components["schemas"]["SearchResult"][] | null;
            /** Error */
            error: {
                [key: string]: unknown;
            } | null;
            inspection: components["schemas"]["InspectionRead"] | null;
            /** Messageid */
            messageId: string;
            /** Question */
            question: string | null;
            searchResults: components["schemas"]["SearchResults"] | null;
            /** Searches */
            searches: {
                [key: string]: unknown;
            }[] | null;
            /** Sessionid */
            sessionId: string;
            /**
             * Status
             * @enum {string}
             */
            status: "queued" | "running" | "finished" | "failed" | "stopped";
            /** Threshold */
            threshold: number | null;
        };
        /**
         * MessageReply
         * @description The answer with everything that explains it.
         */
        MessageReply: {
            /** Actions */
            actions: components["schemas"]["comity__assistants__messaging__schemas__ActionRead"][];
            /** Answer */
            answer: string;
            inspection: components["schemas"]["InspectionRead"];
            /** Messageid */
            messageId: string;
            searchResults: components["schemas"]["SearchResults"];
            /** Sessionid */
            sessionId: string;
        };
        /**
         * MessageRunning
         * @description The answer is being written: read it later at `Location`.
         */
        MessageRunning: {
            /** Messageid */
            messageId: string;
            /** Sessionid */
            sessionId: string;
            /**
             * Status
             * @constant
             */
            status: "running";
        };
        /**
         * MessageWrite
         * @description A question to an assistant. Unknown fields are ignored.
         */
        MessageWrite: {
            /** Message */
            message: string;
            /** Metadata */
            metadata?: {
                [key: string]: unknown;
            } | null;
            /** Ondisconnect */
            onDisconnect?: ("complete" | "cancel") | null;
            /** Sessionid */
            sessionId?: string | null;
            /**
             * Stream
             * @default false
             */
            stream?: boolean;
            /**
             * Streamformat
             * @default cumulative
             * @enum {string}
             */
            streamFormat?: "cumulative" | "delta";
            /** Userid */
            userId?: string | null;
            /**
             * Version
             * @description `live`; `draft` or a number for console users only.
             * @default live
             */
            version?: string;
            /**
             * Waitseconds
             * @default 60
             */
            waitSeconds?: number;
        };
        /**
         * ModelConnectionCreate
         * @description A new connection.
         */
        ModelConnectionCreate: {
            /** Apikey */
            apiKey?: string | null;
            /** Baseurl */
            baseUrl: string;
            /**
             * Headers
             * @default {}
             */
            headers?: {
                [key: string]: string | null;
            };
            /**
             * Models
             * @default []
             */
            models?: components["schemas"]["ModelOffer-Input"][];
            /** Name */
            name: string;
        };
        /**
         * ModelConnectionRead
         * @description A connection as it is shown: secrets masked, the circuit as this process knows it.
         */
        ModelConnectionRead: {
            /** Apikeymasked */
            apiKeyMasked: string | null;
            /** Baseurl */
            baseUrl: string;
            /**
             * Circuit
             * @enum {string}
             */
            circuit: "closed" | "open" | "halfOpen";
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Createdby */
            createdBy: string;
            /** Headers */
            headers: {
                [key: string]: string;
            };
            /** Id */
            id: string;
            /** Models */
            models: components["schemas"]["ModelOffer-Output"][];
            /** Name */
            name: string;
            /** Revision */
            revision: number;
            /**
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
        };
        /**
         * ModelConnectionUpdate
         * @description What is to change. `apiKey`: null removes it. `headers`: null removes one; those not named, or sent as shown, stay.
         */
        ModelConnectionUpdate: {
            /** Apikey */
            apiKey?: string | null;
            /** Baseurl */
            baseUrl?: string | null;
            /** Headers */
            headers?: {
                [key: string]: string | null;
            } | null;
            /** Models */
            models?: components["schemas"]["ModelOffer-Input"][] | null;
            /** Name */
            name?: string | null;
        };
        /**
         * ModelList
         * @description The models that may be asked.
         */
        ModelList: {
            /** Data */
            data: components["schemas"]["ModelRead"][];
            /**
             * Object
             * @constant
             */
            object: "list";
        };
        /**
         * ModelOffer
         * @description A model behind a connection: its window and longest answer in tokens, whether it calls tools, its price.
         */
        "ModelOffer-Input": {
            /**
             * Contexttokens
             * @default 8192
             */
            contextTokens?: number;
            /**
             * Maxoutputtokens
             * @default 4096
             */
            maxOutputTokens?: number;
            /** Name */
            name: string;
            price?: components["schemas"]["Price-Input"] | null;
            /**
             * Tools
             * @default false
             */
            tools?: boolean;
        };
        /**
         * ModelOffer
         * @description A model behind a connection: its window and longest answer in tokens, whether it calls tools, its price.
         */
        "ModelOffer-Output": {
            /**
             * Contexttokens
             * @default 8192
             */
            contextTokens: number;
            /**
             * Maxoutputtokens
             * @default 4096
             */
            maxOutputTokens: number;
            /** Name */
            name: string;
            price: components["schemas"]["Price-Output"] | null;
            /**
             * Tools
             * @default false
             */
            tools: boolean;
        };
        /**
         * ModelRead
         * @description An assistant as a model; `id` is the assistant's.
         */
        ModelRead: {
            /** Created */
            created: number;
            /** Id */
            id: string;
            /** Name */
            name: string;
            /**
             * Object
             * @constant
             */
            object: "model";
            /** Owned By */
            owned_by: string;
        };
        /**
         * ModelTest
         * @description What to try; without a model the connection's first.
         */
        ModelTest: {
            /** Model */
            model?: string | null;
        };
        /**
         * ModelTestResult
         * @description How the try went. Times in milliseconds; `reason` is a `degradedReason`, `detail` what the provider said.
         */
        ModelTestResult: {
            /** Detail */
            detail: string | null;
            /** Firsttokenms */
            firstTokenMs: number | null;
            /** Latencyms */
            latencyMs: number;
            /** Model */
            model: string;
            /** Ok */
            ok: boolean;
            /** Reason */
            reason: string | null;
            /** Text */
            text: string | null;
        };
        /**
         * MovedFulfillment
         * @description A fulfillment that was edited between the two: its revisions.
         */
        MovedFulfillment: {
            /** After */
            after: number;
            /** Before */
            before: number;
            /** Id */
            id: string;
            /** Name */
            name: string | null;
        };
        /**
         * Neighbours
         * @description The chunks before and after one in its document; none at its ends.
         */
        Neighbours: {
            after: components["schemas"]["ChunkRead"] | null;
            before: components["schemas"]["ChunkRead"] | null;
        };
        /**
         * NotMemorized
         * @description An exchange that was left out. `duplicate`: the entry `responseId` answers its question already; `noAnswer`: it was not
         *     answered; `tooLong`: an entry cannot hold it; `gone`: erased, or past its retention; `assistantGone`: its assistant was deleted.
         */
        NotMemorized: {
            /** Messageid */
            messageId: string;
            /**
             * Reason
             * @enum {string}
             */
            reason: "duplicate" | "noAnswer" | "tooLong" | "gone" | "assistantGone";
            /** Responseid */
            responseId: string | null;
        };
        /**
         * Notice
         * @description Something about a file that does not stop it; `row` counts as a spreadsheet does.
         */
        Notice: {
            /** Code */
            code: string;
            /** Message */
            message: string;
            /** Row */
            row: number | null;
            /** Value */
            value: string | null;
        };
        /**
         * OcrRead
         * @description Whether pages that are pictures can be read here: Tesseract and its language packs.
         */
        OcrRead: {
            /** Installed */
            installed: boolean;
            /** Languages */
            languages: string[];
            /** Version */
            version: string;
        };
        /**
         * PageCounts
         * @description Pages of a website by how they stand; `served`: those with a document.
         */
        PageCounts: {
            /**
             * Errors
             * @default 0
             */
            errors: number;
            /**
             * Served
             * @default 0
             */
            served: number;
            /**
             * Skipped
             * @default 0
             */
            skipped: number;
            /**
             * Warnings
             * @default 0
             */
            warnings: number;
        };
        /**
         * PageRead
         * @description A page as it was parsed.
         */
        PageRead: {
            /** Blocks */
            blocks: {
                [key: string]: unknown;
            }[];
            /** Height */
            height: number;
            /** Label */
            label: string;
            /** Number */
            number: number;
            /** Start */
            start: number;
            /** Status */
            status: string;
            /** Text */
            text: string;
            /** Width */
            width: number;
        };
        /**
         * PreviewConflict
         * @description Another entry that answers one of the entry's questions. `exact`: saving is refused (409903).
         */
        PreviewConflict: {
            /** Asked */
            asked: string;
            /** Exact */
            exact: boolean;
            /** Id */
            id: string;
            /** Matched */
            matched: string;
            /** Question */
            question: string;
            /** Score */
            score: number;
        };
        /**
         * PreviewQuestion
         * @description A question that the entry would answer: the newest time it was asked, how often, and what became of it then.
         */
        PreviewQuestion: {
            /** Assistantid */
            assistantId: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Exact */
            exact: boolean;
            /** Matched */
            matched: string;
            /** Messageid */
            messageId: string;
            /** Outcome */
            outcome: string;
            /** Question */
            question: string;
            /** Score */
            score: number;
            /** Times */
            times: number;
        };
        /**
         * PreviewReply
         * @description `asked`: how many of the last 1,000 questions were looked at; `answered`: how many of these the entry would answer.
         */
        PreviewReply: {
            /** Answered */
            answered: number;
            /** Asked */
            asked: number;
            /** Conflicts */
            conflicts: components["schemas"]["PreviewConflict"][];
            /** Data */
            data: components["schemas"]["PreviewQuestion"][];
        };
        /**
         * PreviewRequest
         * @description An entry before it is saved; `id`: which one is being edited.
         */
        PreviewRequest: {
            /**
             * Alternates
             * @default []
             */
            alternates?: string[];
            /**
             * Assistantids
             * @default []
             */
            assistantIds?: string[];
            /** Id */
            id?: string | null;
            /** Language */
            language?: string | null;
            /** Question */
            question: string;
            /** Validfrom */
            validFrom?: string | null;
            /** Validto */
            validTo?: string | null;
        };
        /**
         * Price
         * @description What a million tokens cost.
         */
        "Price-Input": {
            /**
             * Currency
             * @default USD
             */
            currency?: string;
            /** Inputpermillion */
            inputPerMillion: number | string;
            /** Outputpermillion */
            outputPerMillion: number | string;
        };
        /**
         * Price
         * @description What a million tokens cost.
         */
        "Price-Output": {
            /**
             * Currency
             * @default USD
             */
            currency: string;
            /** Inputpermillion */
            inputPerMillion: string;
            /** Outputpermillion */
            outputPerMillion: string;
        };
        /**
         * Progress
         * @description How far a step has come.
         */
        Progress: {
            /** Done */
            done: number;
            /** Total */
            total: number;
            /** Unit */
            unit: string;
        };
        /**
         * PromptTemplateCreate
         * @description A prompt of the workspace's own.
         */
        PromptTemplateCreate: {
            /** Body */
            body: string;
            /**
             * Kind
             * @default assistant
             * @enum {string}
             */
            kind?: "assistant" | "stg";
            /** Knowledgetype */
            knowledgeType?: ("documents" | "csv" | "external" | "documents_legacy") | null;
            /**
             * Language
             * @default en
             */
            language?: string;
            /** Name */
            name: string;
        };
        /**
         * PromptTemplateRead
         * @description A prompt of the library; built-in ones are read-only and have no times. `knowledgeType`: of a generator's prompt.
         */
        PromptTemplateRead: {
            /** Body */
            body: string;
            /** Builtin */
            builtIn: boolean;
            /** Createdat */
            createdAt: string | null;
            /** Createdby */
            createdBy: string | null;
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /** Knowledgetype */
            knowledgeType: string | null;
            /** Language */
            language: string;
            /** Name */
            name: string;
            /** Revision */
            revision: number | null;
            /** Updatedat */
            updatedAt: string | null;
        };
        /**
         * PromptTemplateUpdate
         * @description What can be changed of a prompt of the workspace's own.
         */
        PromptTemplateUpdate: {
            /** Body */
            body?: string | null;
            /** Knowledgetype */
            knowledgeType?: ("documents" | "csv" | "external" | "documents_legacy") | null;
            /** Language */
            language?: string | null;
            /** Name */
            name?: string | null;
        };
        /**
         * PublishReply
         * @description The live version after a publish; `created` is false when nothing had changed.
         */
        PublishReply: {
            /** Created */
            created: boolean;
            version: components["schemas"]["VersionRead"];
            /**
             * Warnings
             * @default []
             */
            warnings: {
                [key: string]: string;
            }[];
        };
        /**
         * PublishRequest
         * @description A note for the version list. `run_gate`: the gate's test sets are run first, and the draft is published if they pass.
         *
         *     `override`: it is published whatever the gate says, for the reason given.
         */
        PublishRequest: {
            /**
             * Note
             * @default
             */
            note?: string;
            /**
             * Override
             * @default false
             */
            override?: boolean;
            /**
             * Overridereason
             * @default
             */
            overrideReason?: string;
            /**
             * Rungate
             * @default false
             */
            runGate?: boolean;
        };
        /**
         * QuestionGap
         * @description The gap that a question belongs to, and a base among whose gaps it stands.
         */
        QuestionGap: {
            /** Id */
            id: string;
            /** Knowledgebaseid */
            knowledgeBaseId: string;
            /**
             * State
             * @enum {string}
             */
            state: "open" | "assigned" | "accepted" | "ignored";
        };
        /**
         * Reason
         * @description Why a document is where it is.
         */
        Reason: {
            /** Code */
            code: string;
            /** Message */
            message: string;
            /** Until */
            until: string | null;
        };
        /**
         * RecordedRead
         * @description What was answered when the question was first asked.
         */
        RecordedRead: {
            /** Answer */
            answer: string;
            /**
             * At
             * Format: date-time
             */
            at: string;
            /** Chunkids */
            chunkIds: string[];
            /** Messageid */
            messageId: string;
            /** Outcome */
            outcome: string;
            /** Rating */
            rating: ("up" | "down") | null;
            /** Sessionid */
            sessionId: string;
            /** Version */
            version: string;
        };
        /**
         * ReembedEstimate
         * @description What embedding anew takes. `seconds`: from some chunks embedded now; `cost`: by the embedder's price, if it has one.
         */
        ReembedEstimate: {
            /** Chunks */
            chunks: number;
            /** Cost */
            cost: string | null;
            /** Currency */
            currency: string | null;
            /**
             * Message
             * @default
             */
            message: string;
            /** Seconds */
            seconds: number | null;
            /** Tokens */
            tokens: number;
        };
        /**
         * ReembedReply
         * @description The job that embeds anew, or what it would take.
         */
        ReembedReply: {
            estimate: components["schemas"]["ReembedEstimate"] | null;
            job: components["schemas"]["JobRead"] | null;
        };
        /**
         * ReembedRequest
         * @description By what to embed anew: an embedder's id, or its name. `dryRun` tells what it would take and does nothing.
         */
        ReembedRequest: {
            /**
             * Dryrun
             * @default false
             */
            dryRun?: boolean;
            /** Embedder */
            embedder: string;
        };
        /**
         * ReplayCreate
         * @description A replay on targets. Each is compared with what was answered; with several, they are compared with each other too.
         */
        ReplayCreate: {
            /** Assistantid */
            assistantId: string;
            /**
             * @default {
             *       "outcome": [],
             *       "q": "",
             *       "source": []
             *     }
             */
            filters?: components["schemas"]["ReportFilters-Input"];
            /**
             * Messageids
             * @default []
             */
            messageIds?: string[];
            /**
             * Sessions
             * @default 50
             */
            sessions?: number;
            /**
             * Targets
             * @default [
             *       "draft"
             *     ]
             */
            targets?: string[];
        };
        /**
         * ReplayPick
         * @description Which sessions: those of the named exchanges, or the newest with an exchange that the report's filters find.
         *
         *     A session is asked from its beginning, or from its last soft reset, as the assistant saw it. `filters.assistantId` is ignored.
         */
        ReplayPick: {
            /** Assistantid */
            assistantId: string;
            /**
             * @default {
             *       "outcome": [],
             *       "q": "",
             *       "source": []
             *     }
             */
            filters?: components["schemas"]["ReportFilters-Input"];
            /**
             * Messageids
             * @default []
             */
            messageIds?: string[];
            /**
             * Sessions
             * @default 50
             */
            sessions?: number;
        };
        /**
         * ReplayPreview
         * @description What a replay would ask. `isCut`: more sessions fit, or some were left out for they would be over 1,000 turns.
         */
        ReplayPreview: {
            /** Iscut */
            isCut: boolean;
            /** Sessions */
            sessions: number;
            /** Turns */
            turns: number;
        };
        /**
         * ReplayRead
         * @description How the sessions of a replay were chosen, and how many there were. `messages`: how many exchanges were named.
         *
         *     `isCut`: more sessions fitted, or some were left out because a replay has at most 1,000 turns.
         */
        ReplayRead: {
            filters: components["schemas"]["ReportFilters-Output"];
            /** Iscut */
            isCut: boolean;
            /** Messages */
            messages: number;
            /** Sessions */
            sessions: number;
        };
        /**
         * ReportFilters
         * @description Which exchanges: all that is named must hold. `from` is included, `to` is not; without `source` those of real callers.
         */
        "ReportFilters-Input": {
            /** Assistantid */
            assistantId?: string | null;
            /** From */
            from?: string | null;
            /** Mark */
            mark?: ("degraded" | "belowThreshold" | "unsupported") | null;
            /** Minlatencyms */
            minLatencyMs?: number | null;
            /**
             * Outcome
             * @default []
             */
            outcome?: ("answered" | "memorized" | "fallback" | "refused" | "stopped" | "failed")[];
            /**
             * Q
             * @default
             */
            q?: string;
            /** Questionkey */
            questionKey?: string | null;
            /** Rating */
            rating?: ("up" | "down") | null;
            /** Sessionid */
            sessionId?: string | null;
            /**
             * Source
             * @default []
             */
            source?: ("api" | "openai" | "sandbox" | "channel" | "copilot" | "lab" | "replay")[];
            /** To */
            to?: string | null;
            /** Userid */
            userId?: string | null;
        };
        /**
         * ReportFilters
         * @description Which exchanges: all that is named must hold. `from` is included, `to` is not; without `source` those of real callers.
         */
        "ReportFilters-Output": {
            /** Assistantid */
            assistantId: string | null;
            /** From */
            from: string | null;
            /** Mark */
            mark: ("degraded" | "belowThreshold" | "unsupported") | null;
            /** Minlatencyms */
            minLatencyMs: number | null;
            /**
             * Outcome
             * @default []
             */
            outcome: ("answered" | "memorized" | "fallback" | "refused" | "stopped" | "failed")[];
            /**
             * Q
             * @default
             */
            q: string;
            /** Questionkey */
            questionKey: string | null;
            /** Rating */
            rating: ("up" | "down") | null;
            /** Sessionid */
            sessionId: string | null;
            /**
             * Source
             * @default []
             */
            source: ("api" | "openai" | "sandbox" | "channel" | "copilot" | "lab" | "replay")[];
            /** To */
            to: string | null;
            /** Userid */
            userId: string | null;
        };
        /**
         * ReportedChunk
         * @description A chunk the answer was given, with the value that was compared with the threshold.
         */
        ReportedChunk: {
            /** Id */
            id: string;
            /** Score */
            score: number;
        };
        /**
         * ReportedFeedback
         * @description What one user thought of it, in full.
         */
        ReportedFeedback: {
            /** Comment */
            comment: string;
            /** Correctanswer */
            correctAnswer: string;
            /** Rating */
            rating: ("up" | "down") | null;
            /** Reason */
            reason: string;
            /** Userid */
            userId: string;
        };
        /**
         * ReportedFulfillment
         * @description A fulfillment that was asked.
         */
        ReportedFulfillment: {
            /** Id */
            id: string;
            /** Name */
            name: string;
        };
        /**
         * ReportedMessage
         * @description A row of the report. `seconds`: from question to end; `marks`: what is special about it.
         */
        ReportedMessage: {
            /** Answer */
            answer: string | null;
            /** Assistantid */
            assistantId: string;
            /** Chunks */
            chunks: components["schemas"]["ReportedChunk"][];
            /** Completiontokens */
            completionTokens: number;
            /** Cost */
            cost: {
                [key: string]: string;
            } | null;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Feedback */
            feedback: components["schemas"]["ReportedFeedback"][];
            /** Fulfillments */
            fulfillments: components["schemas"]["ReportedFulfillment"][];
            /** Marks */
            marks: string[];
            /** Messageid */
            messageId: string;
            /**
             * Outcome
             * @enum {string}
             */
            outcome: "answered" | "memorized" | "fallback" | "refused" | "stopped" | "failed";
            /** Prompttokens */
            promptTokens: number;
            /** Question */
            question: string;
            /** Questionen */
            questionEn: string | null;
            /** Rating */
            rating: ("up" | "down") | null;
            /** Seconds */
            seconds: number;
            /** Sessionid */
            sessionId: string;
            /**
             * Source
             * @enum {string}
             */
            source: "api" | "openai" | "sandbox" | "channel" | "copilot" | "lab" | "replay";
            /** Userid */
            userId: string | null;
            /** Version */
            version: string;
        };
        /**
         * RerankerCreate
         * @description A new reranker; it is tested and measured before it is kept.
         */
        RerankerCreate: {
            /** Apikey */
            apiKey?: string | null;
            /** Baseurl */
            baseUrl: string;
            /** Model */
            model: string;
            /** Name */
            name: string;
        };
        /**
         * RerankerList
         * @description Every reranker of the workspace.
         */
        RerankerList: {
            /** Data */
            data: components["schemas"]["RerankerRead"][];
        };
        /**
         * RerankerRead
         * @description A reranker as it is shown; the circuit as this process knows it.
         */
        RerankerRead: {
            /** Apikeymasked */
            apiKeyMasked: string | null;
            /** Baseurl */
            baseUrl: string;
            /** Calibration */
            calibration: {
                [key: string]: unknown;
            };
            /**
             * Circuit
             * @enum {string}
             */
            circuit: "closed" | "open" | "halfOpen";
            /** Id */
            id: string;
            /** Model */
            model: string;
            /** Name */
            name: string;
            /** Revision */
            revision: number;
            /** Testedat */
            testedAt: string | null;
            /** Usedby */
            usedBy: number;
        };
        /**
         * RerankerTest
         * @description How a test went. `similar` and `different`: calibrated scores of a passage that answers and of one that does not.
         */
        RerankerTest: {
            /** Different */
            different: number | null;
            /** Latencyms */
            latencyMs: number;
            /**
             * Message
             * @default
             */
            message: string;
            /** Ok */
            ok: boolean;
            /** Similar */
            similar: number | null;
        };
        /**
         * RerankerUpdate
         * @description What is to change. Another address or model is measured anew. `apiKey`: null removes it.
         */
        RerankerUpdate: {
            /** Apikey */
            apiKey?: string | null;
            /** Baseurl */
            baseUrl?: string | null;
            /** Model */
            model?: string | null;
            /** Name */
            name?: string | null;
        };
        /**
         * ReshapeReply
         * @description The chunks that a split, a merge or its undoing made, or would make, in reading order.
         */
        ReshapeReply: {
            /** Chunks */
            chunks: components["schemas"]["ChunkDraft"][];
            /** Dryrun */
            dryRun: boolean;
        };
        /**
         * Reshaping
         * @description The split or merge that a revision came from, with the other chunks that had a part in it.
         */
        Reshaping: {
            /** Chunkids */
            chunkIds: string[];
            /**
             * Kind
             * @enum {string}
             */
            kind: "split" | "merge";
        };
        /**
         * RestoreReply
         * @description The assistant after a restore, the version it made when it was published, and what was left out.
         */
        RestoreReply: {
            assistant: components["schemas"]["AssistantRead"];
            version: components["schemas"]["VersionRead"] | null;
            /** Warnings */
            warnings: {
                [key: string]: string;
            }[];
        };
        /**
         * RestoreRequest
         * @description Into the draft, or published at once; the gate holds for that too.
         */
        RestoreRequest: {
            /**
             * Override
             * @default false
             */
            override?: boolean;
            /**
             * Overridereason
             * @default
             */
            overrideReason?: string;
            /**
             * Publish
             * @default false
             */
            publish?: boolean;
        };
        /**
         * ResultDocument
         * @description A chunk as the model was given it; `id` is the chunk's.
         */
        ResultDocument: {
            /** Content */
            content: string;
            /** Documentid */
            documentId: string | null;
            /** Documentversion */
            documentVersion: number | null;
            /** End */
            end: number | null;
            /** Headingpath */
            headingPath: string[];
            /** Id */
            id: string;
            /** Metadata */
            metadata: {
                [key: string]: unknown;
            };
            /** Page */
            page: number | null;
            /** Path */
            path: string;
            /** Start */
            start: number | null;
            /** Title */
            title: string;
        };
        /**
         * ResultRead
         * @description How a step went on one target in one mode.
         */
        ResultRead: {
            /** Answer */
            answer: string | null;
            /** Checks */
            checks: components["schemas"]["CheckRead"][];
            /** Chunks */
            chunks: components["schemas"]["FoundChunk"][];
            /** Completiontokens */
            completionTokens: number;
            /** Differences */
            differences: ("outcome" | "sources" | "answer")[] | null;
            /** Error */
            error: string;
            judge: components["schemas"]["JudgeRead"] | null;
            /**
             * Match
             * @enum {string}
             */
            match: "match" | "no_match" | "n/a";
            /** Messageid */
            messageId: string | null;
            /**
             * Mode
             * @enum {string}
             */
            mode: "search_km" | "actual_km" | "expected_km";
            /** Outcome */
            outcome: string | null;
            /** Passed */
            passed: boolean | null;
            /** Prompttokens */
            promptTokens: number;
            /** Rank */
            rank: number | null;
            /** Seconds */
            seconds: number;
            /** Skipped */
            skipped: string;
            /** Target */
            target: string;
        };
        /**
         * ReviewDue
         * @description A document past the day by which it was to be read again.
         */
        ReviewDue: {
            /** Documentid */
            documentId: string;
            /** Knowledgebaseid */
            knowledgeBaseId: string;
            /**
             * Reviewby
             * Format: date-time
             */
            reviewBy: string;
            /** Title */
            title: string;
        };
        /**
         * RobotsRead
         * @description What robots.txt said. `state`: `found`, `none` or `unreachable`; `spacingSeconds`: from one request to the next.
         */
        RobotsRead: {
            /**
             * Checkedat
             * Format: date-time
             */
            checkedAt: string;
            /** Spacingseconds */
            spacingSeconds: number;
            /** State */
            state: string;
        };
        /**
         * RotateRequest
         * @description How long the old key goes on working.
         */
        RotateRequest: {
            /**
             * Force
             * @default false
             */
            force?: boolean;
            /**
             * Graceperiodhours
             * @default 24
             */
            gracePeriodHours?: number;
        };
        /**
         * RunCreate
         * @description A trial of a test set. Several targets are compared: with `live` among them that is the baseline, else the first.
         */
        RunCreate: {
            /**
             * Allowmultipleknowledgebases
             * @default false
             */
            allowMultipleKnowledgeBases?: boolean;
            /** Assistantid */
            assistantId: string;
            /**
             * Judge
             * @default false
             */
            judge?: boolean;
            /**
             * Modes
             * @default [
             *       "actual_km"
             *     ]
             */
            modes?: ("search_km" | "actual_km" | "expected_km")[];
            /**
             * Requirematch
             * @default true
             */
            requireMatch?: boolean;
            /**
             * Targets
             * @default [
             *       "draft"
             *     ]
             */
            targets?: string[];
            /** Testsetid */
            testSetId: string;
        };
        /**
         * RunOptions
         * @description How a run judges. `judge`: a model says whether answers agree with the expected ones; `require_match`: a search that
         *     misses the expected chunks fails the case.
         */
        RunOptions: {
            /**
             * Allowmultipleknowledgebases
             * @default false
             */
            allowMultipleKnowledgeBases: boolean;
            /**
             * Judge
             * @default false
             */
            judge: boolean;
            /**
             * Requirematch
             * @default true
             */
            requireMatch: boolean;
        };
        /**
         * RunRead
         * @description A run and how far it is; `failed` counts steps that did not pass. `figures` come with its end.
         *
         *     `replay` tells of the sessions that are asked again in place of a test set; there `failed` counts turns that differ.
         */
        RunRead: {
            /** Assistantid */
            assistantId: string;
            /** Assistantname */
            assistantName: string;
            /** Baseline */
            baseline: string | null;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Done */
            done: number;
            /** Endedat */
            endedAt: string | null;
            /** Error */
            error: string;
            /** Failed */
            failed: number;
            /** Figures */
            figures: components["schemas"]["Figures"][];
            /** Filerevision */
            fileRevision: number;
            /** Id */
            id: string;
            /** Judgemodel */
            judgeModel: string | null;
            /** Knowledgebases */
            knowledgeBases: {
                [key: string]: string;
            };
            /** Knowledgeversions */
            knowledgeVersions: {
                [key: string]: number;
            };
            /** Modes */
            modes: ("search_km" | "actual_km" | "expected_km")[];
            options: components["schemas"]["RunOptions"];
            /** Publishrefused */
            publishRefused: string | null;
            /** Publishedversion */
            publishedVersion: number | null;
            /** Publishes */
            publishes: boolean;
            replay: components["schemas"]["ReplayRead"] | null;
            /** Requestedby */
            requestedBy: string;
            /** Startedat */
            startedAt: string | null;
            /**
             * Status
             * @enum {string}
             */
            status: "queued" | "running" | "cancelling" | "finished" | "cancelled" | "failed";
            /** Targets */
            targets: components["schemas"]["TargetRead"][];
            /** Testsetid */
            testSetId: string | null;
            /** Testsetname */
            testSetName: string;
            /** Total */
            total: number;
        };
        /**
         * SampleRead
         * @description Code that asks the assistant; the key comes from the environment variable it names.
         */
        SampleRead: {
            /** Code */
            code: string;
            /** Filename */
            fileName: string;
            /** Keyvariable */
            keyVariable: string;
            /** Language */
            language: string;
            /** Maskedkey */
            maskedKey: string;
            /** Stream */
            stream: boolean;
        };
        /**
         * SandboxFeedback
         * @description What somebody thought of an answer.
         */
        SandboxFeedback: {
            /** Rating */
            rating: ("up" | "down") | null;
            /** Userid */
            userId: string;
        };
        /**
         * SandboxMessage
         * @description An exchange as the inspector shows it. `inspection` holds the prompt as it was sent, `below` what was found and not used.
         *
         *     `threshold` is the one that counted, `searches` says for each fulfillment how the question was read and chunks scored.
         */
        SandboxMessage: {
            /** Actions */
            actions: {
                [key: string]: unknown;
            }[];
            /** Answer */
            answer: string | null;
            /** Below */
            below: {
                [key: string]: unknown;
            }[];
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Error */
            error: {
                [key: string]: unknown;
            } | null;
            /** Feedback */
            feedback: components["schemas"]["SandboxFeedback"][];
            /** Inspection */
            inspection: {
                [key: string]: unknown;
            } | null;
            /** Messageid */
            messageId: string;
            /** Outcome */
            outcome: string | null;
            /** Question */
            question: string;
            /** Searchresults */
            searchResults: {
                [key: string]: unknown;
            } | null;
            /** Searches */
            searches: {
                [key: string]: unknown;
            }[];
            /** Sessionid */
            sessionId: string;
            /**
             * Status
             * @enum {string}
             */
            status: "queued" | "running" | "finished" | "failed" | "stopped";
            /** Threshold */
            threshold: number | null;
            /** Version */
            version: string;
        };
        /**
         * SearchAnalysis
         * @description How the question was read.
         */
        SearchAnalysis: {
            /** Codes */
            codes: string[];
            /** Language */
            language: string;
            /** Terms */
            terms: string[];
            /** Words */
            words: string[];
        };
        /**
         * SearchFilters
         * @description What a candidate must be before any arm ranks it.
         */
        SearchFilters: {
            /**
             * Documentids
             * @default []
             */
            documentIds?: string[];
            /**
             * Labels
             * @default []
             */
            labels?: string[];
            /**
             * Metadata
             * @default {}
             */
            metadata?: {
                [key: string]: unknown;
            };
        };
        /**
         * SearchHit
         * @description A hit with its scores in 0..1; `arms` only when explained.
         */
        SearchHit: {
            /**
             * Arms
             * @default {}
             */
            arms: {
                [key: string]: unknown;
            };
            document: components["schemas"]["FoundDocument"];
            /** Duplicates */
            duplicates: string[];
            /** Fused */
            fused: number;
            /** Score */
            score: number;
            /** Sortingscore */
            sortingScore: number;
        };
        /**
         * SearchManyRequest
         * @description A search in several bases.
         */
        SearchManyRequest: {
            /**
             * Arms
             * @default [
             *       "lexical",
             *       "dense",
             *       "exact"
             *     ]
             */
            arms?: ("lexical" | "dense" | "exact")[];
            /**
             * Explain
             * @default true
             */
            explain?: boolean;
            /**
             * @default {
             *       "documentIds": [],
             *       "labels": [],
             *       "metadata": {}
             *     }
             */
            filters?: components["schemas"]["SearchFilters"];
            /**
             * Keywords
             * @default []
             */
            keywords?: string[];
            /** Knowledgebaseids */
            knowledgeBaseIds: string[];
            /**
             * Limit
             * @default 10
             */
            limit?: number;
            /** Query */
            query: string;
            /**
             * Rerank
             * @default true
             */
            rerank?: boolean;
            /**
             * Version
             * @default live
             */
            version?: string | number;
        };
        /**
         * SearchReply
         * @description The best chunks for a question; `candidates`: how many the arms found together.
         */
        SearchReply: {
            analysis: components["schemas"]["SearchAnalysis"];
            /** Candidates */
            candidates: number;
            /** Data */
            data: components["schemas"]["SearchHit"][];
            /** Knowledgeversion */
            knowledgeVersion: number | null;
            /** Tookms */
            tookMs: number;
            /** Total */
            total: number;
            /** Warnings */
            warnings: {
                [key: string]: string;
            }[];
        };
        /**
         * SearchRequest
         * @description A search in one base.
         */
        SearchRequest: {
            /**
             * Arms
             * @default [
             *       "lexical",
             *       "dense",
             *       "exact"
             *     ]
             */
            arms?: ("lexical" | "dense" | "exact")[];
            /**
             * Explain
             * @default true
             */
            explain?: boolean;
            /**
             * @default {
             *       "documentIds": [],
             *       "labels": [],
             *       "metadata": {}
             *     }
             */
            filters?: components["schemas"]["SearchFilters"];
            /**
             * Keywords
             * @default []
             */
            keywords?: string[];
            /**
             * Limit
             * @default 10
             */
            limit?: number;
            /** Query */
            query: string;
            /**
             * Rerank
             * @default true
             */
            rerank?: boolean;
            /**
             * Version
             * @default live
             */
            version?: string | number;
        };
        /**
         * SearchResult
         * @description A chunk with its scores: `sortingScore` is what the threshold is compared with.
         */
        SearchResult: {
            document: components["schemas"]["ResultDocument"];
            /** Fulfillmentid */
            fulfillmentId: string;
            /** Score */
            score: number;
            /** Sortingscore */
            sortingScore: number;
            /** Used */
            used: boolean;
        };
        /**
         * SearchResults
         * @description The chunks sent to the model, best first.
         */
        SearchResults: {
            /** Data */
            data: components["schemas"]["SearchResult"][];
            /** Total */
            total: number;
        };
        /**
         * SearchTrial
         * @description A search as it stands in a form, and a question. `previousQuestion`: the one before it in the conversation.
         *
         *     `labels`: documents with any of these alone are found.
         *
         *     An empty prompt is the default of the base's type. The workspace's model generates the terms, where one is chosen.
         */
        SearchTrial: {
            /** Knowledgebaseid */
            knowledgeBaseId: string;
            /** Labels */
            labels?: string[];
            /**
             * Limit
             * @default 5
             */
            limit?: number;
            /** Previousquestion */
            previousQuestion?: string | null;
            /** Question */
            question: string;
            /**
             * Searchtermgenerator
             * @default false
             */
            searchTermGenerator?: boolean;
            /**
             * Searchtermgeneratorprompt
             * @default
             */
            searchTermGeneratorPrompt?: string;
        };
        /**
         * SearchTrialResult
         * @description What was generated, by which model (`extractive` without one), in how many milliseconds, and what was found.
         */
        SearchTrialResult: {
            found: components["schemas"]["SearchReply"];
            /** Keywords */
            keywords: string[];
            /** Model */
            model: string | null;
            /** Searchterms */
            searchTerms: string[];
            /** Termsms */
            termsMs: number;
            /** Warnings */
            warnings: components["schemas"]["TrialWarning"][];
        };
        /**
         * SecretKeyRead
         * @description An assistant's keys, masked; the whole current one only when revealed.
         */
        SecretKeyRead: {
            /** Expiresat */
            expiresAt: string | null;
            /** Lastusedat */
            lastUsedAt: string | null;
            /** Masked */
            masked: string;
            previous: components["schemas"]["SecretKeyRead"] | null;
            /** Secretkey */
            secretKey: string | null;
            /** Status */
            status: string;
        };
        /**
         * SentenceRead
         * @description A sentence of the answer, `[start, end)` in code points, and what the documents say to it.
         */
        SentenceRead: {
            /** End */
            end: number;
            /** Removed */
            removed: boolean;
            /** Score */
            score: number;
            /** Sources */
            sources: components["schemas"]["SourceRead"][];
            /** Start */
            start: number;
            /**
             * Verdict
             * @enum {string}
             */
            verdict: "supported" | "partly" | "unsupported" | "not_factual";
        };
        /**
         * SessionMessage
         * @description An exchange as its session lists it.
         */
        SessionMessage: {
            /** Actions */
            actions: components["schemas"]["comity__assistants__messaging__schemas__ActionRead"][] | null;
            /** Answer */
            answer: string | null;
            /** Createdat */
            createdAt: string;
            /** Feedback */
            feedback: components["schemas"]["FeedbackRead"][];
            inspection: components["schemas"]["InspectionRead"] | null;
            /** Messageid */
            messageId: string;
            /** Outcome */
            outcome: ("answered" | "memorized" | "fallback" | "refused" | "stopped" | "failed") | null;
            /** Question */
            question: string;
            searchResults: components["schemas"]["SearchResults"] | null;
            /** Sessionid */
            sessionId: string;
        };
        /**
         * SessionPage
         * @description A page of a session, oldest first.
         */
        SessionPage: {
            /** Data */
            data: components["schemas"]["SessionMessage"][];
            /** Nextcursor */
            nextCursor: string | null;
        };
        /**
         * SessionRead
         * @description One of my signed-in browsers.
         */
        SessionRead: {
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /**
             * Current
             * @default false
             */
            current: boolean;
            /** Device */
            device: string;
            /** Id */
            id: string;
            /** Ip */
            ip: string;
            /**
             * Lastseenat
             * Format: date-time
             */
            lastSeenAt: string;
        };
        /**
         * SettingChange
         * @description A setting of the base that differs.
         */
        SettingChange: {
            /** After */
            after: unknown;
            /** Before */
            before: unknown;
            /** Name */
            name: string;
        };
        /**
         * SetupAccount
         * @description The first admin.
         */
        SetupAccount: {
            /** Displayname */
            displayName: string;
            /** Email */
            email: string;
            /** Password */
            password: string;
        };
        /**
         * SetupRequest
         * @description Everything set-up asks for, with the token of the printed link.
         */
        SetupRequest: {
            account: components["schemas"]["SetupAccount"];
            /** Token */
            token: string;
            workspace: components["schemas"]["SetupWorkspace"];
        };
        /**
         * SetupState
         * @description Whether Comity waits to be set up.
         */
        SetupState: {
            /** Required */
            required: boolean;
        };
        /**
         * SetupWorkspace
         * @description The first workspace.
         */
        SetupWorkspace: {
            /**
             * Language
             * @default en
             */
            language?: string;
            /** Name */
            name: string;
            /** Slug */
            slug: string;
            /**
             * Timezone
             * @default UTC
             */
            timeZone?: string;
        };
        /**
         * SignInRequest
         * @description E-mail and password.
         */
        SignInRequest: {
            /** Email */
            email: string;
            /** Password */
            password: string;
        };
        /**
         * SourceRead
         * @description The place that supports a sentence: characters `[start, end)` of a version of a document.
         */
        SourceRead: {
            /** Chunkid */
            chunkId: string;
            /** Chunkrevision */
            chunkRevision: number;
            /** Documentid */
            documentId: string | null;
            /** Documentversion */
            documentVersion: number | null;
            /** End */
            end: number | null;
            /** Page */
            page: number | null;
            /** Start */
            start: number | null;
        };
        /**
         * SplitRequest
         * @description Where a chunk is split: before the code point `at` of its content.
         */
        SplitRequest: {
            /** At */
            at: number;
            /**
             * Dryrun
             * @default false
             */
            dryRun?: boolean;
        };
        /**
         * StageRead
         * @description A stage of the answer: how long it took and how it went.
         */
        StageRead: {
            /** Detail */
            detail: string | null;
            /** Ms */
            ms: number;
            /** Name */
            name: string;
            /**
             * Status
             * @enum {string}
             */
            status: "ok" | "skipped" | "failed";
        };
        /**
         * StepRead
         * @description A step of a set.
         */
        StepRead: {
            /** Case */
            case: string;
            /** Expect */
            expect: string | null;
            /**
             * Expectedanswer
             * @default
             */
            expectedAnswer: string;
            /**
             * Expectedchunkids
             * @default []
             */
            expectedChunkIds: string[];
            /** Language */
            language: string | null;
            /** Maxseconds */
            maxSeconds: number | null;
            /**
             * Mustcite
             * @default []
             */
            mustCite: string[];
            /**
             * Mustcontain
             * @default []
             */
            mustContain: string[];
            /**
             * Mustnotcontain
             * @default []
             */
            mustNotContain: string[];
            /** No */
            no: string;
            /** Position */
            position: number;
            /** Question */
            question: string;
            /** Step */
            step: number;
            /**
             * Tags
             * @default []
             */
            tags: string[];
        };
        /**
         * StepSpec
         * @description What the answer to a question must be. Empty parts ask for nothing; `expect` is an outcome, or `handoff`.
         */
        StepSpec: {
            /** Expect */
            expect: string | null;
            /**
             * Expectedanswer
             * @default
             */
            expectedAnswer: string;
            /**
             * Expectedchunkids
             * @default []
             */
            expectedChunkIds: string[];
            /** Language */
            language: string | null;
            /** Maxseconds */
            maxSeconds: number | null;
            /**
             * Mustcite
             * @default []
             */
            mustCite: string[];
            /**
             * Mustcontain
             * @default []
             */
            mustContain: string[];
            /**
             * Mustnotcontain
             * @default []
             */
            mustNotContain: string[];
            /**
             * Tags
             * @default []
             */
            tags: string[];
        };
        /**
         * StopReply
         * @description `stopping`, or how the answer had ended before.
         */
        StopReply: {
            /** Messageid */
            messageId: string;
            /**
             * Status
             * @enum {string}
             */
            status: "stopping" | "finished" | "failed" | "stopped";
        };
        /**
         * StreamOptions
         * @description Whether the stream ends with the usage.
         */
        StreamOptions: {
            /**
             * Include Usage
             * @default false
             */
            include_usage?: boolean;
        };
        /**
         * SuspectChunk
         * @description A chunk whose answers were rated down at least three times in 30 days.
         */
        SuspectChunk: {
            /** Chunkid */
            chunkId: string;
            /** Documentid */
            documentId: string;
            /** Knowledgebaseid */
            knowledgeBaseId: string;
            /** Path */
            path: string;
            /** Rateddown */
            ratedDown: number;
            /** Title */
            title: string;
        };
        /**
         * SyncCounts
         * @description What a sync did. `missing` pages are removed when the next sync does not find them either.
         */
        SyncCounts: {
            /**
             * Added
             * @default 0
             */
            added: number;
            /**
             * Changed
             * @default 0
             */
            changed: number;
            /**
             * Errors
             * @default 0
             */
            errors: number;
            /**
             * Looked
             * @default 0
             */
            looked: number;
            /**
             * Missing
             * @default 0
             */
            missing: number;
            /**
             * Removed
             * @default 0
             */
            removed: number;
            /**
             * Skipped
             * @default 0
             */
            skipped: number;
            /**
             * Unchanged
             * @default 0
             */
            unchanged: number;
            /**
             * Warnings
             * @default 0
             */
            warnings: number;
        };
        /**
         * SyncRequest
         * @description `everything`: fetches each page anew, and brings back those whose document somebody deleted.
         */
        SyncRequest: {
            /**
             * Everything
             * @default false
             */
            everything?: boolean;
        };
        /**
         * TargetRead
         * @description What was tried: the draft, or a version, as it was when the run began.
         */
        TargetRead: {
            /** Contenthash */
            contentHash: string;
            /** Model */
            model: string;
            /** Target */
            target: string;
            /** Version */
            version: number | null;
        };
        /**
         * TestSetRead
         * @description A test set. `notices`: columns that are not used, chunk ids that nobody has now.
         */
        TestSetRead: {
            /** Cases */
            cases: number;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Createdby */
            createdBy: string;
            /** Editedby */
            editedBy: string;
            /** Filename */
            fileName: string;
            /** Filerevision */
            fileRevision: number;
            /** Id */
            id: string;
            lastRun: components["schemas"]["LastRun"] | null;
            /** Name */
            name: string;
            /**
             * Notices
             * @default []
             */
            notices: components["schemas"]["Notice"][];
            /** Revision */
            revision: number;
            /** Steps */
            steps: number;
            /**
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
            /**
             * Usedby
             * @default []
             */
            usedBy: {
                [key: string]: unknown;
            }[];
        };
        /**
         * TestSetUpdate
         * @description Another name.
         */
        TestSetUpdate: {
            /** Name */
            name: string;
        };
        /**
         * TokenUsage
         * @description The tokens that the answer cost; none where documents were quoted without a model.
         */
        TokenUsage: {
            /** Completion Tokens */
            completion_tokens: number;
            /** Prompt Tokens */
            prompt_tokens: number;
            /** Total Tokens */
            total_tokens: number;
        };
        /**
         * ToolCallRead
         * @description What a model called; `fulfillmentId` is null for the request of a person.
         *
         *     `status`: the HTTP status, null where no reply came; `confirmed`: null where no confirmation is needed, false while nobody
         *     said yes.
         */
        ToolCallRead: {
            /** Arguments */
            arguments: unknown;
            /** Confirmed */
            confirmed: boolean | null;
            /** Fulfillmentid */
            fulfillmentId: string | null;
            /** Ms */
            ms: number;
            /** Status */
            status: number | null;
            /** Tool */
            tool: string;
        };
        /**
         * ToolTest
         * @description A dry run: the request that these arguments would make. `send` makes it, where the tool is safe.
         */
        ToolTest: {
            /**
             * Arguments
             * @default {}
             */
            arguments?: {
                [key: string]: unknown;
            };
            /**
             * Metadata
             * @default {}
             */
            metadata?: {
                [key: string]: unknown;
            };
            /**
             * Send
             * @default false
             */
            send?: boolean;
            /**
             * Tool
             * @default
             */
            tool?: string;
        };
        /**
         * ToolTestResult
         * @description What would be sent, or was: then with the reply, what a model would read of it, and the call in the log.
         */
        ToolTestResult: {
            /** Callid */
            callId: string | null;
            /** Error */
            error: string | null;
            /** Ms */
            ms: number | null;
            /** Reply */
            reply: string | null;
            /** Request */
            request: {
                [key: string]: unknown;
            } | null;
            /** Sent */
            sent: boolean;
            /** Status */
            status: number | null;
            /** Text */
            text: string | null;
        };
        /**
         * TopQuestion
         * @description A question that was asked often, in its latest wording; `answered`: without the fallback text. `gap`: of one that was not.
         */
        TopQuestion: {
            /** Answered */
            answered: number;
            /** Asked */
            asked: number;
            gap: components["schemas"]["QuestionGap"] | null;
            /** Question */
            question: string;
            /** Questionkey */
            questionKey: string;
        };
        /**
         * Totals
         * @description The numbers of a span. Times in milliseconds, over what was not failed; shares between 0 and 1, null without any message.
         *
         *     `answeredShare`: answered or memorized, of all. `belowThreshold`: searched, and no chunk sufficed. `unsupportedShare`: of the
         *     sentences that were judged and state a fact; `unsupportedMessages` have at least one such sentence.
         */
        Totals: {
            /** Answered */
            answered: number;
            /** Answeredshare */
            answeredShare: number | null;
            /** Belowthreshold */
            belowThreshold: number;
            /** Belowthresholdshare */
            belowThresholdShare: number | null;
            /** Completiontokens */
            completionTokens: number;
            /** Costs */
            costs: components["schemas"]["Cost"][];
            /** Degraded */
            degraded: number;
            /** Down */
            down: number;
            /** Failed */
            failed: number;
            /** Fallback */
            fallback: number;
            /** Judgedsentences */
            judgedSentences: number;
            /** Memorized */
            memorized: number;
            /** Memorizedshare */
            memorizedShare: number | null;
            /** Messages */
            messages: number;
            /** P50Ms */
            p50Ms: number | null;
            /** P95Ms */
            p95Ms: number | null;
            /** Prompttokens */
            promptTokens: number;
            /** Refused */
            refused: number;
            /** Sessions */
            sessions: number;
            /** Stopped */
            stopped: number;
            /** Unsupportedmessages */
            unsupportedMessages: number;
            /** Unsupportedsentences */
            unsupportedSentences: number;
            /** Unsupportedshare */
            unsupportedShare: number | null;
            /** Up */
            up: number;
            /** Users */
            users: number;
        };
        /**
         * TrialWarning
         * @description Something that did not go as it should.
         */
        TrialWarning: {
            /** Code */
            code: string;
            /** Message */
            message: string;
        };
        /**
         * UndoReply
         * @description Done at once, or by the job that first embeds what was changed since.
         */
        UndoReply: {
            /** Done */
            done: boolean;
            job: components["schemas"]["JobRead"] | null;
        };
        /**
         * VersionCounts
         * @description What a version held when it was cut.
         */
        VersionCounts: {
            /** Chunks */
            chunks: number;
            /** Documents */
            documents: number;
        };
        /**
         * VersionRead
         * @description A published version; `content` only when it is asked for alone.
         */
        VersionRead: {
            /** Content */
            content: {
                [key: string]: unknown;
            } | null;
            /** Contenthash */
            contentHash: string;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Labrunid */
            labRunId: string | null;
            /** Live */
            live: boolean;
            /** Note */
            note: string;
            /** Number */
            number: number;
            /** Publishedby */
            publishedBy: string;
            /** Restoredfrom */
            restoredFrom: number | null;
        };
        /**
         * VersionsRead
         * @description A page of versions, and how the head stands. `changed`: it differs from the newest; `publishAt`: when it will be published.
         */
        VersionsRead: {
            /** Changed */
            changed: boolean;
            /** Data */
            data: components["schemas"]["BaseVersionRead"][];
            /** Nextcursor */
            nextCursor: string | null;
            /** Publishat */
            publishAt: string | null;
            /** Publishby */
            publishBy: string;
            /** Publishnote */
            publishNote: string;
        };
        /**
         * WarningRead
         * @description Something the editors of the assistant should know.
         */
        WarningRead: {
            /** Code */
            code: string;
            /** Message */
            message: string;
        };
        /**
         * WebPageRead
         * @description An address of a website. `state`: `waiting`, `ok`, `warning`, `skipped`, `missing` or `failed`, with `reason`.
         */
        WebPageRead: {
            /** Changedat */
            changedAt: string | null;
            /** Depth */
            depth: number;
            /** Documentid */
            documentId: string | null;
            /** Lookedat */
            lookedAt: string | null;
            /** Missing */
            missing: number;
            reason: components["schemas"]["Reason"];
            /** State */
            state: string;
            /** Title */
            title: string;
            /** Url */
            url: string;
        };
        /**
         * WebSourceCreate
         * @description A website to follow. `mode`: one page, those that its sitemap lists, or those that its links lead to.
         *
         *     `include`, `exclude`: patterns of addresses, where `*` stands for any characters: `/help/*`.
         */
        WebSourceCreate: {
            /**
             * Exclude
             * @default []
             */
            exclude?: string[];
            /**
             * Include
             * @default []
             */
            include?: string[];
            /**
             * @default {
             *       "depth": 3,
             *       "pages": 100
             *     }
             */
            limits?: components["schemas"]["WebSourceLimits-Input"];
            /**
             * Mode
             * @default crawl
             * @enum {string}
             */
            mode?: "page" | "sitemap" | "crawl";
            /**
             * Schedule
             * @default weekly
             * @enum {string}
             */
            schedule?: "off" | "daily" | "weekly" | "monthly";
            /** Starturl */
            startUrl: string;
        };
        /**
         * WebSourceLimits
         * @description How far a crawl goes from its start address, and how many pages are taken at most.
         */
        "WebSourceLimits-Input": {
            /**
             * Depth
             * @default 3
             */
            depth?: number;
            /**
             * Pages
             * @default 100
             */
            pages?: number;
        };
        /**
         * WebSourceLimits
         * @description How far a crawl goes from its start address, and how many pages are taken at most.
         */
        "WebSourceLimits-Output": {
            /**
             * Depth
             * @default 3
             */
            depth: number;
            /**
             * Pages
             * @default 100
             */
            pages: number;
        };
        /**
         * WebSourceRead
         * @description A website that a base follows. `state`: `idle`, or while a sync is open `queued`, `running`, `paused`.
         */
        WebSourceRead: {
            /** Baseid */
            baseId: string;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Createdby */
            createdBy: string;
            /** Exclude */
            exclude: string[];
            /** Id */
            id: string;
            /** Include */
            include: string[];
            /** Jobid */
            jobId: string | null;
            lastSync: components["schemas"]["LastSync"] | null;
            limits: components["schemas"]["WebSourceLimits-Output"];
            /** Mode */
            mode: string;
            /** Nextsyncat */
            nextSyncAt: string | null;
            pages: components["schemas"]["PageCounts"];
            progress: components["schemas"]["Progress"];
            reason: components["schemas"]["Reason"];
            /** Revision */
            revision: number;
            robots: components["schemas"]["RobotsRead"] | null;
            /** Schedule */
            schedule: string;
            /** Starturl */
            startUrl: string;
            /** State */
            state: string;
            /**
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
        };
        /**
         * WebSourceUpdate
         * @description What can be changed of a website; the next sync goes by it.
         */
        WebSourceUpdate: {
            /** Exclude */
            exclude?: string[] | null;
            /** Include */
            include?: string[] | null;
            limits?: components["schemas"]["WebSourceLimits-Input"] | null;
            /** Mode */
            mode?: ("page" | "sitemap" | "crawl") | null;
            /** Schedule */
            schedule?: ("off" | "daily" | "weekly" | "monthly") | null;
            /** Starturl */
            startUrl?: string | null;
        };
        /**
         * ActionRead
         * @description What the caller is asked to do: `handoff` (a person is wanted) or `confirm` (a call waits for a yes).
         */
        comity__assistants__messaging__schemas__ActionRead: {
            /** Arguments */
            arguments: {
                [key: string]: unknown;
            } | null;
            /** Confirmationid */
            confirmationId: string | null;
            /** Expiresat */
            expiresAt: string | null;
            /** Reason */
            reason: string | null;
            /** Summary */
            summary: string | null;
            /** Tool */
            tool: string | null;
            /**
             * Type
             * @enum {string}
             */
            type: "handoff" | "confirm";
        };
        /**
         * FulfillmentRead
         * @description What one fulfillment was asked and what it found.
         */
        comity__assistants__messaging__schemas__FulfillmentRead: {
            /** Abovethreshold */
            aboveThreshold: number;
            /** Candidates */
            candidates: number;
            /** Chunkids */
            chunkIds: string[];
            /** Error */
            error: string | null;
            /** Id */
            id: string;
            /** Keywords */
            keywords: string[];
            /** Kind */
            kind: string;
            /** Knowledgebaseid */
            knowledgeBaseId: string | null;
            /** Knowledgeversion */
            knowledgeVersion: number | null;
            /** Ms */
            ms: number;
            /** Name */
            name: string;
            /** Revision */
            revision: number;
            /** Searchtermgenerator */
            searchTermGenerator: boolean;
            /** Searchterms */
            searchTerms: string[];
        };
        /**
         * ActionRead
         * @description An action as it is shown: values of secret headers are hidden.
         */
        comity__fulfillments__actions__schemas__ActionRead: {
            /** Body */
            body: string;
            /** Confirm */
            confirm: string;
            /** Headers */
            headers: components["schemas"]["HeaderRead"][];
            /** Method */
            method: string;
            /** Parameters */
            parameters: {
                [key: string]: unknown;
            };
            /** Responsemap */
            responseMap: string;
            /** Safe */
            safe: boolean;
            /** Timeoutseconds */
            timeoutSeconds: number;
            /** Url */
            url: string;
        };
        /**
         * FulfillmentRead
         * @description A fulfillment with the base it searches and how many assistants use it.
         */
        comity__fulfillments__schemas__FulfillmentRead: {
            action: components["schemas"]["comity__fulfillments__actions__schemas__ActionRead"] | null;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /** Description */
            description: string;
            /** Id */
            id: string;
            /** Kind */
            kind: string;
            /** Knowledgebaseid */
            knowledgeBaseId: string | null;
            /** Knowledgebasename */
            knowledgeBaseName: string | null;
            /** Labels */
            labels: string[];
            mcp: components["schemas"]["McpRead"] | null;
            /** Name */
            name: string;
            /** Revision */
            revision: number;
            /** Searchtermgenerator */
            searchTermGenerator: boolean;
            /** Searchtermgeneratorprompt */
            searchTermGeneratorPrompt: string;
            /**
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
            /** Usedby */
            usedBy: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getApiKeys: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_ApiKeyRead_"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    postApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiKeyCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    revokeApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    rotateApiKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                key_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ApiKeyRotate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiKeyRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getAssistants: {
        parameters: {
            query?: {
                q?: string;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_AssistantRead_"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    postAssistant: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssistantWrite"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssistantRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getAssistant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                assistant_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssistantRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    deleteAssistant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                assistant_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    patchAssistant: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
            };
            path: {
                assistant_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Allowedlinkdomains */
                    allowedLinkDomains?: string[];
                    /** Answerlanguage */
                    answerLanguage?: string;
                    /** Blockedtopics */
                    blockedTopics?: components["schemas"]["BlockedTopic"][];
                    /** Chunklimit */
                    chunkLimit?: number;
                    /**
                     * Citationstyle
                     * @enum {string}
                     */
                    citationStyle?: "numbered" | "none";
                    /** Confidencethreshold */
                    confidenceThreshold?: number;
                    /** Degradetoextractive */
                    degradeToExtractive?: boolean;
                    /** Enabled */
                    enabled?: boolean;
                    /**
                     * Fallbackbehaviour
                     * @enum {string}
                     */
                    fallbackBehaviour?: "fixed_text" | "model_answers" | "handoff";
                    /** Fallbackmodel */
                    fallbackModel?: string | null;
                    /** Fallbacktext */
                    fallbackText?: {
                        [key: string]: string;
                    };
                    /** Forbiddenphrases */
                    forbiddenPhrases?: string[];
                    /** Fulfillmentids */
                    fulfillmentIds?: string[];
                    gate?: components["schemas"]["Gate-Input"];
                    /** Greetingmessage */
                    greetingMessage?: string;
                    /**
                     * Groundingjudge
                     * @enum {string}
                     */
                    groundingJudge?: "rules" | "rules_and_model";
                    /**
                     * Groundingpolicy
                     * @enum {string}
                     */
                    groundingPolicy?: "off" | "flag" | "remove" | "refuse" | "handoff";
                    handoff?: components["schemas"]["HandoffRule-Input"];
                    /** Historyturns */
                    historyTurns?: number;
                    /** Maxanswertokens */
                    maxAnswerTokens?: number;
                    /** Maxconcurrentruns */
                    maxConcurrentRuns?: number;
                    /** Memorizedthreshold */
                    memorizedThreshold?: number;
                    /** Model */
                    model?: string;
                    /** Name */
                    name?: string;
                    /**
                     * Ondisconnect
                     * @enum {string}
                     */
                    onDisconnect?: "complete" | "cancel";
                    /**
                     * Pii
                     * @enum {string}
                     */
                    pii?: "off" | "mask_in_logs" | "mask_before_model";
                    /** Prompt */
                    prompt?: string;
                    /**
                     * Questioninputsource
                     * @enum {string}
                     */
                    questionInputSource?: "original" | "english";
                    /** Ratelimitperminute */
                    rateLimitPerMinute?: number;
                    /** Retentiondays */
                    retentionDays?: number;
                    /**
                     * Routing
                     * @enum {string}
                     */
                    routing?: "all" | "auto";
                    /** Runtimeoutseconds */
                    runTimeoutSeconds?: number;
                    /** Sessionresethours */
                    sessionResetHours?: number;
                    /**
                     * Style
                     * @enum {string}
                     */
                    style?: "precise" | "creative" | "custom";
                    /** Temperature */
                    temperature?: number;
                    /**
                     * Type
                     * @constant
                     */
                    type?: "questions_and_answers";
                    /** Userratelimitperminute */
                    userRateLimitPerMinute?: number;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssistantRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getDiff: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
            };
            header?: never;
            path: {
                assistant_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DiffRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    duplicateAssistant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                assistant_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssistantRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    askAssistant: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string | null;
            };
            path: {
                assistant_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageWrite"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageReply"];
                    "text/event-stream": string;
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageRunning"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    publishAssistant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                assistant_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["PublishRequest"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublishReply"] | components["schemas"]["GateStarted"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GateStarted"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getSample: {
        parameters: {
            query?: {
                language?: "curl" | "python" | "javascript" | "node" | "php" | "java" | "go";
                stream?: boolean;
            };
            header?: never;
            path: {
                assistant_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SampleRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getSecretKey: {
        parameters: {
            query?: {
                reveal?: boolean;
            };
            header?: never;
            path: {
                assistant_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretKeyRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    revokeSecretKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                assistant_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretKeyRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    rotateSecretKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                assistant_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RotateRequest"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SecretKeyRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getSandboxMessages: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path: {
                assistant_id: string;
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_SandboxMessage_"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getVersions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path: {
                assistant_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_VersionRead_"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                assistant_id: string;
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    restoreVersion: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                assistant_id: string;
                number: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RestoreRequest"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RestoreReply"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getAudit: {
        parameters: {
            query?: {
                action?: string | null;
                actorId?: string | null;
                targetKind?: string | null;
                targetId?: string | null;
                ip?: string | null;
                since?: string | null;
                until?: string | null;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_AuditRead_"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    verifyAudit: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    listEmbedders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmbedderList"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    postEmbedder: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmbedderCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmbedderRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getEmbedder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                embedder_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmbedderRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    deleteEmbedder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                embedder_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    patchEmbedder: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
            };
            path: {
                embedder_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmbedderUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmbedderRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    testEmbedder: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                embedder_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmbedderTest"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getFulfillments: {
        parameters: {
            query?: {
                q?: string;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_FulfillmentRead_"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    postFulfillment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FulfillmentCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["comity__fulfillments__schemas__FulfillmentRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    trySearch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchTrial"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchTrialResult"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getFulfillment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                fulfillment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["comity__fulfillments__schemas__FulfillmentRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    deleteFulfillment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                fulfillment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    patchFulfillment: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
            };
            path: {
                fulfillment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FulfillmentUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["comity__fulfillments__schemas__FulfillmentRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getCalls: {
        parameters: {
            query?: {
                failed?: boolean | null;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path: {
                fulfillment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_CallRead_"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    postReplay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                fulfillment_id: string;
                call_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CallRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    testFulfillment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                fulfillment_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FulfillmentTest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ToolTestResult"] | {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    postTools: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                fulfillment_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["comity__fulfillments__schemas__FulfillmentRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getGaps: {
        parameters: {
            query?: {
                state?: ("open" | "assigned" | "accepted" | "ignored")[];
                baseId?: string;
                assigneeId?: string;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_GapRead_"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getDecay: {
        parameters: {
            query?: {
                baseId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DecayRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getGapOverview: {
        parameters: {
            query?: {
                baseId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GapOverview"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getGapPeople: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_GapPerson_"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    postGapSearch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GapRunRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getGap: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                gap_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GapRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    acceptGap: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                gap_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GapAccept"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GapRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    assignGap: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                gap_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GapAssign"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GapRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    postGapDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                gap_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GapRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    ignoreGap: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                gap_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GapRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getDashboard: {
        parameters: {
            query?: {
                from?: string | null;
                to?: string | null;
                assistantId?: string | null;
                source?: ("api" | "openai" | "sandbox" | "channel" | "copilot" | "lab" | "replay")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DashboardRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getDashboardCsv: {
        parameters: {
            query?: {
                from?: string | null;
                to?: string | null;
                assistantId?: string | null;
                source?: ("api" | "openai" | "sandbox" | "channel" | "copilot" | "lab" | "replay")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getReport: {
        parameters: {
            query?: {
                assistantId?: string | null;
                from?: string | null;
                to?: string | null;
                source?: ("api" | "openai" | "sandbox" | "channel" | "copilot" | "lab" | "replay")[];
                outcome?: ("answered" | "memorized" | "fallback" | "refused" | "stopped" | "failed")[];
                sessionId?: string | null;
                userId?: string | null;
                rating?: ("up" | "down") | null;
                mark?: ("degraded" | "belowThreshold" | "unsupported") | null;
                questionKey?: string | null;
                minLatencyMs?: number | null;
                q?: string;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_ReportedMessage_"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    postExport: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ExportRequest"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getExports: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_ExportRead_"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getExport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                export_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getExportFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                export_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getJobs: {
        parameters: {
            query?: {
                state?: string;
                mine?: boolean;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_JobRead_"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    cancelJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getJobFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": unknown;
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    pauseJob: {
        parameters: {
            query?: {
                paused?: boolean;
            };
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getBases: {
        parameters: {
            query?: {
                q?: string;
                type?: string;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_BaseRead_"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    postBase: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BaseCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BaseRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    importBundle: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_importBundle"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getOcr: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OcrRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    searchMany: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchManyRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchReply"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getBase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                base_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BaseRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    deleteBase: {
        parameters: {
            query?: {
                force?: boolean;
            };
            header?: never;
            path: {
                base_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    patchBase: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
            };
            path: {
                base_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["BaseUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BaseRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getChunks: {
        parameters: {
            query?: {
                documentId?: string;
                q?: string;
                enabled?: boolean | null;
                edited?: boolean | null;
                page?: number | null;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path: {
                base_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_ChunkRead_"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    postChunk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                base_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChunkCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChunkRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getChunksCsv: {
        parameters: {
            query?: {
                documentId?: string;
                q?: string;
                enabled?: boolean | null;
                edited?: boolean | null;
                page?: number | null;
            };
            header?: never;
            path: {
                base_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    postGenerate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                base_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GenerateRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GenerateAsked"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getChunk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                base_id: string;
                chunk_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChunkRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    deleteChunk: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                base_id: string;
                chunk_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    patchChunk: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
            };
            path: {
                base_id: string;
                chunk_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChunkWrite"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChunkRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    mergeChunks: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
            };
            path: {
                base_id: string;
                chunk_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MergeRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReshapeReply"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getNeighbours: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                base_id: string;
                chunk_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Neighbours"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getRevisions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                base_id: string;
                chunk_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_ChunkRead_"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    splitChunk: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
            };
            path: {
                base_id: string;
                chunk_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SplitRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReshapeReply"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    undoReshaping: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
            };
            path: {
                base_id: string;
                chunk_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReshapeReply"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    convertBase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                base_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BaseRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getCsv: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                base_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    putCsv: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                base_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_putCsv"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CsvReply"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getBaseDiff: {
        parameters: {
            query: {
                from: number;
                to?: string;
                kind?: "" | "document" | "chunk";
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path: {
                base_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BaseDiffRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getDocuments: {
        parameters: {
            query?: {
                state?: string;
                q?: string;
                source?: string;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path: {
                base_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_DocumentRead_"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    postDocuments: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                base_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format
                     * @default md
                     * @enum {string}
                     */
                    format?: "md" | "txt";
                    /** Text */
                    text: string;
                    /** Title */
                    title: string;
                };
                "multipart/form-data": {
                    "files[]"?: string[];
                };
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentsTaken"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    postSamples: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                base_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentsTaken"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                base_id: string;
                document_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    putDocument: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
            };
            path: {
                base_id: string;
                document_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format
                     * @default md
                     * @enum {string}
                     */
                    format?: "md" | "txt";
                    /** Text */
                    text: string;
                    /** Title */
                    title: string;
                };
                "multipart/form-data": {
                    /** Format: binary */
                    file?: string;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    deleteDocument: {
        parameters: {
            query?: {
                purge?: boolean;
            };
            header?: never;
            path: {
                base_id: string;
                document_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    patchDocument: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
            };
            path: {
                base_id: string;
                document_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DocumentUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                base_id: string;
                document_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                base_id: string;
                document_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": unknown;
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getPage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                base_id: string;
                document_id: string;
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PageRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getPageImage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                base_id: string;
                document_id: string;
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": unknown;
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    pause: {
        parameters: {
            query?: {
                paused?: boolean;
            };
            header?: never;
            path: {
                base_id: string;
                document_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    retry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                base_id: string;
                document_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    exportBundle: {
        parameters: {
            query?: {
                version?: number | null;
                files?: boolean;
            };
            header?: never;
            path: {
                base_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getGenerations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                base_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GenerationList"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    publish: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                base_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["BasePublishRequest"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BasePublishReply"];
                };
            };
            /** @description Created */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BasePublishReply"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    unschedule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                base_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    postReembed: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                base_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReembedRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReembedReply"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    postReembedUndo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                base_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UndoReply"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    search: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                base_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SearchRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SearchReply"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getSources: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                base_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_WebSourceRead_"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    postSource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                base_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebSourceCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebSourceRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getSource: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                base_id: string;
                source_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebSourceRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    deleteSource: {
        parameters: {
            query?: {
                documents?: boolean;
            };
            header?: never;
            path: {
                base_id: string;
                source_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    patchSource: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
            };
            path: {
                base_id: string;
                source_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebSourceUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["WebSourceRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getPages: {
        parameters: {
            query?: {
                state?: string;
                q?: string;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path: {
                base_id: string;
                source_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_WebPageRead_"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    postSync: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                base_id: string;
                source_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["SyncRequest"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    testBaseConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                base_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ConnectionTest"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConnectionTestResult"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getBaseVersions: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path: {
                base_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["VersionsRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    putPin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                base_id: string;
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BaseVersionRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    deletePin: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                base_id: string;
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BaseVersionRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    rollBack: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                base_id: string;
                number: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BasePublishReply"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    postTestCases: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CasesOfMessages"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestSetRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    postLabReplay: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    postLabReplayPreview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplayPick"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplayPreview"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getLabRuns: {
        parameters: {
            query?: {
                testSetId?: string;
                assistantId?: string;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_RunRead_"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    postLabRun: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RunCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getLabRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    deleteLabRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    cancelLabRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getLabCases: {
        parameters: {
            query?: {
                show?: "all" | "failed" | "regressions";
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_CaseRead_"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    downloadLabRun: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                run_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": unknown;
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getTestSets: {
        parameters: {
            query?: {
                q?: string;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_TestSetRead_"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    postTestSet: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_postTestSet"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestSetRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getTestSet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                set_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestSetRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    deleteTestSet: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                set_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    patchTestSet: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
            };
            path: {
                set_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestSetUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestSetRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getTestSetFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                set_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    putTestSetFile: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
            };
            path: {
                set_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_putTestSetFile"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestSetRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getTestSteps: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path: {
                set_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_StepRead_"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    postMcp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": Record<string, never>;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description A notification, which has no reply. */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    patchMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MeUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getMySessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_SessionRead_"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    endMySession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getMemorizedResponses: {
        parameters: {
            query?: {
                q?: string;
                show?: "all" | "expiring" | "expired" | "neverHit" | "disabled";
                language?: string;
                assistantId?: string;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_MemorizedRead_"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    postMemorizedResponse: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemorizedWrite"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemorizedRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getMemorizedConflicts: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConflictList"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    exportMemorizedResponses: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": unknown;
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    importMemorizedResponses: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "multipart/form-data": components["schemas"]["Body_importMemorizedResponses"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ImportReply"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    postMemorizedOfMessages: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MemorizeMessages"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemorizedOfMessages"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    previewMemorizedResponse: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewReply"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getMemorizedResponse: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                response_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemorizedRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    deleteMemorizedResponse: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                response_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    patchMemorizedResponse: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
            };
            path: {
                response_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** Alternates */
                    alternates?: string[];
                    /** Answer */
                    answer?: string;
                    /** Assistantids */
                    assistantIds?: string[];
                    /** Enabled */
                    enabled?: boolean;
                    /** Language */
                    language?: string | null;
                    /** Question */
                    question?: string;
                    /** Validfrom */
                    validFrom?: string | null;
                    /** Validto */
                    validTo?: string | null;
                } & {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MemorizedRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getMemorizedHits: {
        parameters: {
            query?: {
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path: {
                response_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_HitRead_"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    ask: {
        parameters: {
            query?: never;
            header?: {
                "Idempotency-Key"?: string | null;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["MessageWrite"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageReply"];
                    "text/event-stream": string;
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageRunning"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    confirm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmWrite"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageReply"];
                    "text/event-stream": string;
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessageRunning"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    putFeedback: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FeedbackWrite"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FeedbackReply"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    stopMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                message_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StopReply"];
                };
            };
            /** @description Accepted */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["StopReply"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    readStream: {
        parameters: {
            query?: {
                after?: number | null;
                streamFormat?: string;
            };
            header?: {
                "Last-Event-ID"?: string | null;
            };
            path: {
                message_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Server-sent events. Active frames are `{__status, content}`, or with `streamFormat: delta` `{__status, delta}`; the last is `{__status: finished, ...}` with the whole reply, or `{__error: true, ...}` in the shape of every error. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    listConnections: {
        parameters: {
            query?: {
                q?: string;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_ModelConnectionRead_"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    postConnection: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModelConnectionCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelConnectionRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getDefault: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DefaultModel"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    putDefault: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DefaultModel"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DefaultModel"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelConnectionRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    deleteConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    patchConnection: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
            };
            path: {
                connection_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ModelConnectionUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelConnectionRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    testConnection: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                connection_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["ModelTest"] | null;
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelTestResult"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    createChatCompletion: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChatCompletionCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChatCompletion"];
                    "text/event-stream": string;
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    listOpenaiModels: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ModelList"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getPermissions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: string[];
                    };
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getTemplates: {
        parameters: {
            query?: {
                kind?: "" | "assistant" | "stg";
                knowledgeType?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Listing_PromptTemplateRead_"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    postTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PromptTemplateCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptTemplateRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                template_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptTemplateRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    deleteTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                template_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    patchTemplate: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
            };
            path: {
                template_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PromptTemplateUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptTemplateRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    copyTemplate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                template_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PromptTemplateRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    listRerankers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RerankerList"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    postReranker: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RerankerCreate"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RerankerRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getReranker: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reranker_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RerankerRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    deleteReranker: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reranker_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    patchReranker: {
        parameters: {
            query?: never;
            header?: {
                "If-Match"?: string | null;
            };
            path: {
                reranker_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RerankerUpdate"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RerankerRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    testReranker: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                reranker_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RerankerTest"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    deleteSession: {
        parameters: {
            query?: {
                assistantId?: string | null;
            };
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: {
                assistantId?: string | null;
                limit?: number;
                cursor?: string | null;
            };
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SessionPage"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    getSetup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SetupState"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    postSetup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SetupRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignInRequest"];
            };
        };
        responses: {
            /** @description Successful Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MeRead"];
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
    followChanges: {
        parameters: {
            query?: {
                since?: string;
            };
            header?: {
                "Last-Event-ID"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            /** @description Refused, and why. */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorRead"];
                };
            };
        };
    };
}
