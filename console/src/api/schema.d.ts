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
        get: operations["get_api_keys_api_v1_api_keys_get"];
        put?: never;
        /**
         * Post Api Key
         * @description A new key; the reply is the only place that holds it whole.
         */
        post: operations["post_api_key_api_v1_api_keys_post"];
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
        post: operations["revoke_api_key_api_v1_api_keys__key_id__revoke_post"];
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
        post: operations["rotate_api_key_api_v1_api_keys__key_id__rotate_post"];
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
        get: operations["get_assistants_api_v1_assistants_get"];
        put?: never;
        /**
         * Post Assistant
         * @description A new assistant: a draft and a secret key, no version.
         */
        post: operations["post_assistant_api_v1_assistants_post"];
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
        get: operations["get_assistant_api_v1_assistants__assistant_id__get"];
        put?: never;
        post?: never;
        /**
         * Delete Assistant
         * @description Deletes an assistant: its keys die at once, its runs are stopped.
         */
        delete: operations["delete_assistant_api_v1_assistants__assistant_id__delete"];
        options?: never;
        head?: never;
        /**
         * Patch Assistant
         * @description Saves fields of the draft, and at once those of section 5.
         */
        patch: operations["patch_assistant_api_v1_assistants__assistant_id__patch"];
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
        get: operations["get_diff_api_v1_assistants__assistant_id__diff_get"];
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
        post: operations["duplicate_assistant_api_v1_assistants__assistant_id__duplicate_post"];
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
         */
        post: operations["publish_assistant_api_v1_assistants__assistant_id__publish_post"];
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
        get: operations["get_secret_key_api_v1_assistants__assistant_id__secret_key_get"];
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
        post: operations["revoke_secret_key_api_v1_assistants__assistant_id__secret_key_revoke_post"];
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
        post: operations["rotate_secret_key_api_v1_assistants__assistant_id__secret_key_rotate_post"];
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
        get: operations["get_versions_api_v1_assistants__assistant_id__versions_get"];
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
        get: operations["get_version_api_v1_assistants__assistant_id__versions__number__get"];
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
        post: operations["restore_version_api_v1_assistants__assistant_id__versions__number__restore_post"];
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
        get: operations["get_audit_api_v1_audit_get"];
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
        post: operations["verify_audit_api_v1_audit_verify_post"];
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
        get: operations["get_fulfillments_api_v1_fulfillments_get"];
        put?: never;
        /**
         * Post Fulfillment
         * @description A new search fulfillment.
         */
        post: operations["post_fulfillment_api_v1_fulfillments_post"];
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
        get: operations["get_fulfillment_api_v1_fulfillments__fulfillment_id__get"];
        put?: never;
        post?: never;
        /**
         * Delete Fulfillment
         * @description Deletes a fulfillment that nobody uses.
         */
        delete: operations["delete_fulfillment_api_v1_fulfillments__fulfillment_id__delete"];
        options?: never;
        head?: never;
        /**
         * Patch Fulfillment
         * @description Changes a fulfillment; it holds for the next message.
         */
        patch: operations["patch_fulfillment_api_v1_fulfillments__fulfillment_id__patch"];
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
         * @description What the search would find for a question.
         */
        post: operations["test_fulfillment_api_v1_fulfillments__fulfillment_id__test_post"];
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
        get: operations["get_bases_api_v1_knowledge_bases_get"];
        put?: never;
        /**
         * Post Base
         * @description A new, empty knowledge base.
         */
        post: operations["post_base_api_v1_knowledge_bases_post"];
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
        post: operations["search_many_api_v1_knowledge_bases_search_post"];
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
        get: operations["get_base_api_v1_knowledge_bases__base_id__get"];
        put?: never;
        post?: never;
        /**
         * Delete Base
         * @description Deletes a base; 409003 while it is used, unless forced.
         */
        delete: operations["delete_base_api_v1_knowledge_bases__base_id__delete"];
        options?: never;
        head?: never;
        /**
         * Patch Base
         * @description Changes a base's settings.
         */
        patch: operations["patch_base_api_v1_knowledge_bases__base_id__patch"];
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
        get: operations["get_chunks_api_v1_knowledge_bases__base_id__chunks_get"];
        put?: never;
        /**
         * Post Chunk
         * @description A chunk made by hand, searchable by its words at once.
         */
        post: operations["post_chunk_api_v1_knowledge_bases__base_id__chunks_post"];
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
        get: operations["get_chunk_api_v1_knowledge_bases__base_id__chunks__chunk_id__get"];
        put?: never;
        post?: never;
        /**
         * Delete Chunk
         * @description Takes a chunk out of search.
         */
        delete: operations["delete_chunk_api_v1_knowledge_bases__base_id__chunks__chunk_id__delete"];
        options?: never;
        head?: never;
        /**
         * Patch Chunk
         * @description Edits a chunk; the edit survives a new reading of its document.
         */
        patch: operations["patch_chunk_api_v1_knowledge_bases__base_id__chunks__chunk_id__patch"];
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
        get: operations["get_revisions_api_v1_knowledge_bases__base_id__chunks__chunk_id__revisions_get"];
        put?: never;
        post?: never;
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
        get: operations["get_csv_api_v1_knowledge_bases__base_id__csv_get"];
        /**
         * Put Csv
         * @description Replaces all rows of a CSV base, or with `dryRun` says what that would change. Any error refuses the whole file.
         */
        put: operations["put_csv_api_v1_knowledge_bases__base_id__csv_put"];
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
         * @description Documents of a base with their states.
         */
        get: operations["get_documents_api_v1_knowledge_bases__base_id__documents_get"];
        put?: never;
        /**
         * Post Documents
         * @description Takes files (multipart `files[]`) or one text (JSON); each file is answered apart.
         */
        post: operations["post_documents_api_v1_knowledge_bases__base_id__documents_post"];
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
        get: operations["get_document_api_v1_knowledge_bases__base_id__documents__document_id__get"];
        /**
         * Put Document
         * @description Replaces a document's file; the old text serves until the new one is searchable.
         */
        put: operations["put_document_api_v1_knowledge_bases__base_id__documents__document_id__put"];
        post?: never;
        /**
         * Delete Document
         * @description Takes a document out of search at once; with `purge` also its text and file.
         */
        delete: operations["delete_document_api_v1_knowledge_bases__base_id__documents__document_id__delete"];
        options?: never;
        head?: never;
        /**
         * Patch Document
         * @description Changes what is known of a document: title, on or off, dates, labels, metadata.
         */
        patch: operations["patch_document_api_v1_knowledge_bases__base_id__documents__document_id__patch"];
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
        post: operations["cancel_api_v1_knowledge_bases__base_id__documents__document_id__cancel_post"];
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
        get: operations["get_file_api_v1_knowledge_bases__base_id__documents__document_id__file_get"];
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
        get: operations["get_page_api_v1_knowledge_bases__base_id__documents__document_id__pages__number__get"];
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
        get: operations["get_page_image_api_v1_knowledge_bases__base_id__documents__document_id__pages__number__image_get"];
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
        post: operations["pause_api_v1_knowledge_bases__base_id__documents__document_id__pause_post"];
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
         * @description Starts again at the step that failed.
         */
        post: operations["retry_api_v1_knowledge_bases__base_id__documents__document_id__retry_post"];
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
        post: operations["search_api_v1_knowledge_bases__base_id__search_post"];
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
        get: operations["get_me_api_v1_me_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Patch Me
         * @description Changes one's own name or language.
         */
        patch: operations["patch_me_api_v1_me_patch"];
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
         * Get Sessions
         * @description My signed-in browsers.
         */
        get: operations["get_sessions_api_v1_me_sessions_get"];
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
         * Delete Session
         * @description Ends one of my sessions.
         */
        delete: operations["delete_session_api_v1_me_sessions__session_id__delete"];
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
        get: operations["get_message_api_v1_messages__message_id__get"];
        put?: never;
        post?: never;
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
        put: operations["put_feedback_api_v1_messages__message_id__feedback_put"];
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
         * @description Aborts the answer; the stream's terminal frame confirms it.
         */
        post: operations["stop_message_api_v1_messages__message_id__stop_post"];
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
        get: operations["list_connections_api_v1_model_connections_get"];
        put?: never;
        /**
         * Post Connection
         * @description A new connection; 422558 for an address that the egress guard does not let through.
         */
        post: operations["post_connection_api_v1_model_connections_post"];
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
        get: operations["get_default_api_v1_model_connections_default_get"];
        /**
         * Put Default
         * @description Chooses the model that new assistants begin with.
         */
        put: operations["put_default_api_v1_model_connections_default_put"];
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
        get: operations["get_connection_api_v1_model_connections__connection_id__get"];
        put?: never;
        post?: never;
        /**
         * Delete Connection
         * @description Deletes a connection; 409003 while it is used.
         */
        delete: operations["delete_connection_api_v1_model_connections__connection_id__delete"];
        options?: never;
        head?: never;
        /**
         * Patch Connection
         * @description Changes a connection; what is not sent stays, keys included.
         */
        patch: operations["patch_connection_api_v1_model_connections__connection_id__patch"];
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
        post: operations["test_connection_api_v1_model_connections__connection_id__test_post"];
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
        get: operations["get_permissions_api_v1_permissions_get"];
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
        get: operations["get_templates_api_v1_prompt_templates_get"];
        put?: never;
        /**
         * Post Template
         * @description A prompt of the workspace's own.
         */
        post: operations["post_template_api_v1_prompt_templates_post"];
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
        get?: never;
        put?: never;
        post?: never;
        /**
         * Delete Template
         * @description Deletes a prompt of the workspace's own.
         */
        delete: operations["delete_template_api_v1_prompt_templates__template_id__delete"];
        options?: never;
        head?: never;
        /**
         * Patch Template
         * @description Changes a prompt of the workspace's own.
         */
        patch: operations["patch_template_api_v1_prompt_templates__template_id__patch"];
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
        delete: operations["delete_session_api_v1_sessions__session_id__delete"];
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
         * @description The exchanges of a session, oldest first.
         */
        get: operations["get_session_api_v1_sessions__session_id__messages_get"];
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
        get: operations["get_setup_api_v1_setup_get"];
        put?: never;
        /**
         * Post Setup
         * @description Makes the first workspace and admin, once, and signs them in.
         */
        post: operations["post_setup_api_v1_setup_post"];
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
        post: operations["sign_in_api_v1_sign_in_post"];
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
        post: operations["sign_out_api_v1_sign_out_post"];
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
            key?: string | null;
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
             * Createdat
             * Format: date-time
             */
            createdAt: string;
            /**
             * Degradetoextractive
             * @default true
             */
            degradeToExtractive?: boolean;
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
            gate?: components["schemas"]["Gate"];
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
            handoff?: components["schemas"]["HandoffRule"];
            /**
             * Historyturns
             * @default 6
             */
            historyTurns?: number;
            /** Id */
            id: string;
            /** Liveversion */
            liveVersion: number | null;
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
            /** Revision */
            revision: number;
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
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
            /**
             * Userratelimitperminute
             * @default 20
             */
            userRateLimitPerMinute?: number;
            /**
             * Warnings
             * @default []
             */
            warnings?: {
                [key: string]: string;
            }[];
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
            chunks?: number;
            /**
             * Documents
             * @default 0
             */
            documents?: number;
            /**
             * Failed
             * @default 0
             */
            failed?: number;
            /**
             * Ready
             * @default 0
             */
            ready?: number;
            /**
             * Working
             * @default 0
             */
            working?: number;
        };
        /**
         * BaseCreate
         * @description A new knowledge base.
         */
        BaseCreate: {
            /**
             * @default {
             *       "mode": "structure",
             *       "overlapPercent": 10,
             *       "targetTokens": 350
             *     }
             */
            chunking?: components["schemas"]["Chunking"];
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
             * Publishing
             * @default automatic
             * @constant
             */
            publishing?: "automatic";
            /**
             * Type
             * @default documents
             * @enum {string}
             */
            type?: "csv" | "documents";
        };
        /**
         * BaseRead
         * @description A knowledge base as it is read back.
         */
        BaseRead: {
            chunking: components["schemas"]["Chunking"];
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
            /** Ocr */
            ocr: string;
            /** Paused */
            paused: boolean;
            /** Publishing */
            publishing: string;
            /** Revision */
            revision: number;
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
            chunking?: components["schemas"]["Chunking"] | null;
            /** Description */
            description?: string | null;
            /** Generate */
            generate?: boolean | null;
            /** Keepversions */
            keepVersions?: number | null;
            /** Language */
            language?: string | null;
            /** Name */
            name?: string | null;
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
        /** Body_put_csv_api_v1_knowledge_bases__base_id__csv_put */
        Body_put_csv_api_v1_knowledge_bases__base_id__csv_put: {
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
        /** Body_put_document_api_v1_knowledge_bases__base_id__documents__document_id__put */
        Body_put_document_api_v1_knowledge_bases__base_id__documents__document_id__put: {
            /** File */
            file: string;
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
            /** Revision */
            revision: number;
            /** Sourcechanged */
            sourceChanged: boolean;
            /** Sourcetext */
            sourceText?: string | null;
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
        Chunking: {
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
            dryRun?: boolean;
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
         * DefaultModel
         * @description The model of new assistants: `extractive` or `<connectionId>/<model>`.
         */
        DefaultModel: {
            /** Model */
            model: string;
        };
        /**
         * DiffRead
         * @description What differs between two versions, by field; texts also by lines.
         */
        DiffRead: {
            /** Data */
            data: {
                [key: string]: unknown;
            }[];
            /** From */
            from: string;
            /** Fulfillments */
            fulfillments: {
                [key: string]: unknown;
            }[];
            /** To */
            to: string;
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
            pageLabels?: string[];
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
            documentId?: string | null;
            /** Error */
            error?: {
                [key: string]: unknown;
            } | null;
            /** Name */
            name: string | null;
            /** State */
            state?: string | null;
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
         * FulfillmentCreate
         * @description A new search fulfillment.
         */
        FulfillmentCreate: {
            /**
             * Description
             * @default
             */
            description?: string;
            /**
             * Kind
             * @default search
             * @constant
             */
            kind?: "search";
            /** Knowledgebaseid */
            knowledgeBaseId?: string | null;
            /** Name */
            name: string;
        };
        /**
         * FulfillmentRead
         * @description A fulfillment with the base it searches and how many assistants use it.
         */
        FulfillmentRead: {
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
            /** Name */
            name: string;
            /** Revision */
            revision: number;
            /** Searchtermgenerator */
            searchTermGenerator: boolean;
            /**
             * Updatedat
             * Format: date-time
             */
            updatedAt: string;
            /** Usedby */
            usedBy: number;
        };
        /**
         * FulfillmentTest
         * @description A question to try a search with, before or after saving.
         */
        FulfillmentTest: {
            /**
             * Limit
             * @default 10
             */
            limit?: number;
            /** Question */
            question: string;
        };
        /**
         * FulfillmentUpdate
         * @description What can be changed; `knowledgeBaseId: null` lets go of the base.
         */
        FulfillmentUpdate: {
            /** Description */
            description?: string | null;
            /** Knowledgebaseid */
            knowledgeBaseId?: string | null;
            /** Name */
            name?: string | null;
        };
        /**
         * Gate
         * @description What must have passed before a publish.
         */
        Gate: {
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
        /** HTTPValidationError */
        HTTPValidationError: {
            /** Detail */
            detail?: components["schemas"]["ValidationError"][];
        };
        /**
         * HandoffRule
         * @description Whether the assistant may ask for a person, and after how many fallbacks in a row it does by itself.
         */
        HandoffRule: {
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
        /** Listing[ApiKeyRead] */
        Listing_ApiKeyRead_: {
            /** Data */
            data: components["schemas"]["ApiKeyRead"][];
            /** Nextcursor */
            nextCursor?: string | null;
        };
        /** Listing[AssistantRead] */
        Listing_AssistantRead_: {
            /** Data */
            data: components["schemas"]["AssistantRead"][];
            /** Nextcursor */
            nextCursor?: string | null;
        };
        /** Listing[AuditRead] */
        Listing_AuditRead_: {
            /** Data */
            data: components["schemas"]["AuditRead"][];
            /** Nextcursor */
            nextCursor?: string | null;
        };
        /** Listing[BaseRead] */
        Listing_BaseRead_: {
            /** Data */
            data: components["schemas"]["BaseRead"][];
            /** Nextcursor */
            nextCursor?: string | null;
        };
        /** Listing[ChunkRead] */
        Listing_ChunkRead_: {
            /** Data */
            data: components["schemas"]["ChunkRead"][];
            /** Nextcursor */
            nextCursor?: string | null;
        };
        /** Listing[DocumentRead] */
        Listing_DocumentRead_: {
            /** Data */
            data: components["schemas"]["DocumentRead"][];
            /** Nextcursor */
            nextCursor?: string | null;
        };
        /** Listing[FulfillmentRead] */
        Listing_FulfillmentRead_: {
            /** Data */
            data: components["schemas"]["FulfillmentRead"][];
            /** Nextcursor */
            nextCursor?: string | null;
        };
        /** Listing[ModelConnectionRead] */
        Listing_ModelConnectionRead_: {
            /** Data */
            data: components["schemas"]["ModelConnectionRead"][];
            /** Nextcursor */
            nextCursor?: string | null;
        };
        /** Listing[PromptTemplateRead] */
        Listing_PromptTemplateRead_: {
            /** Data */
            data: components["schemas"]["PromptTemplateRead"][];
            /** Nextcursor */
            nextCursor?: string | null;
        };
        /** Listing[SessionRead] */
        Listing_SessionRead_: {
            /** Data */
            data: components["schemas"]["SessionRead"][];
            /** Nextcursor */
            nextCursor?: string | null;
        };
        /** Listing[VersionRead] */
        Listing_VersionRead_: {
            /** Data */
            data: components["schemas"]["VersionRead"][];
            /** Nextcursor */
            nextCursor?: string | null;
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
            contextTokens?: number;
            /**
             * Maxoutputtokens
             * @default 4096
             */
            maxOutputTokens?: number;
            /** Name */
            name: string;
            price?: components["schemas"]["Price-Output"] | null;
            /**
             * Tools
             * @default false
             */
            tools?: boolean;
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
            detail?: string | null;
            /** Firsttokenms */
            firstTokenMs?: number | null;
            /** Latencyms */
            latencyMs: number;
            /** Model */
            model: string;
            /** Ok */
            ok: boolean;
            /** Reason */
            reason?: string | null;
            /** Text */
            text?: string | null;
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
            currency?: string;
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
         * PromptTemplateRead
         * @description A prompt of the library; built-in ones are read-only.
         */
        PromptTemplateRead: {
            /** Body */
            body: string;
            /** Builtin */
            builtIn: boolean;
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
        };
        /**
         * PromptTemplateWrite
         * @description A prompt of the workspace's own.
         */
        PromptTemplateWrite: {
            /** Body */
            body: string;
            /**
             * Kind
             * @default assistant
             * @enum {string}
             */
            kind?: "assistant" | "stg";
            /** Knowledgetype */
            knowledgeType?: string | null;
            /**
             * Language
             * @default en
             */
            language?: string;
            /** Name */
            name: string;
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
            warnings?: {
                [key: string]: string;
            }[];
        };
        /**
         * PublishRequest
         * @description A note for the version list.
         */
        PublishRequest: {
            /**
             * Note
             * @default
             */
            note?: string;
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
            until?: string | null;
        };
        /**
         * RestoreReply
         * @description The draft after a restore, and the version made of it when it was published at once.
         */
        RestoreReply: {
            assistant: components["schemas"]["AssistantRead"];
            version: components["schemas"]["VersionRead"] | null;
            /**
             * Warnings
             * @default []
             */
            warnings?: {
                [key: string]: string;
            }[];
        };
        /**
         * RestoreRequest
         * @description Into the draft, or published at once.
         */
        RestoreRequest: {
            /**
             * Publish
             * @default false
             */
            publish?: boolean;
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
             * Version
             * @default live
             */
            version?: string | number;
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
             * Version
             * @default live
             */
            version?: string | number;
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
            previous?: components["schemas"]["SecretKeyRead"] | null;
            /** Secretkey */
            secretKey?: string | null;
            /** Status */
            status: string;
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
            current?: boolean;
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
        /** ValidationError */
        ValidationError: {
            /** Context */
            ctx?: Record<string, never>;
            /** Input */
            input?: unknown;
            /** Location */
            loc: (string | number)[];
            /** Message */
            msg: string;
            /** Error Type */
            type: string;
        };
        /**
         * VersionRead
         * @description A published version; `content` only when it is asked for alone.
         */
        VersionRead: {
            /** Content */
            content?: {
                [key: string]: unknown;
            } | null;
            /** Contenthash */
            contentHash: string;
            /**
             * Createdat
             * Format: date-time
             */
            createdAt: string;
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
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    get_api_keys_api_v1_api_keys_get: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    post_api_key_api_v1_api_keys_post: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    revoke_api_key_api_v1_api_keys__key_id__revoke_post: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    rotate_api_key_api_v1_api_keys__key_id__rotate_post: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_assistants_api_v1_assistants_get: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    post_assistant_api_v1_assistants_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
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
                    gate?: components["schemas"]["Gate"];
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
                    handoff?: components["schemas"]["HandoffRule"];
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
                    name?: string;
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
        };
    };
    get_assistant_api_v1_assistants__assistant_id__get: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_assistant_api_v1_assistants__assistant_id__delete: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    patch_assistant_api_v1_assistants__assistant_id__patch: {
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
                    gate?: components["schemas"]["Gate"];
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
                    handoff?: components["schemas"]["HandoffRule"];
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
                    name?: string;
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_diff_api_v1_assistants__assistant_id__diff_get: {
        parameters: {
            query?: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    duplicate_assistant_api_v1_assistants__assistant_id__duplicate_post: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    publish_assistant_api_v1_assistants__assistant_id__publish_post: {
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
                    "application/json": components["schemas"]["PublishReply"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_secret_key_api_v1_assistants__assistant_id__secret_key_get: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    revoke_secret_key_api_v1_assistants__assistant_id__secret_key_revoke_post: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    rotate_secret_key_api_v1_assistants__assistant_id__secret_key_rotate_post: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_versions_api_v1_assistants__assistant_id__versions_get: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_version_api_v1_assistants__assistant_id__versions__number__get: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    restore_version_api_v1_assistants__assistant_id__versions__number__restore_post: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_audit_api_v1_audit_get: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    verify_audit_api_v1_audit_verify_post: {
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
        };
    };
    get_fulfillments_api_v1_fulfillments_get: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    post_fulfillment_api_v1_fulfillments_post: {
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
                    "application/json": components["schemas"]["FulfillmentRead"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_fulfillment_api_v1_fulfillments__fulfillment_id__get: {
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
                    "application/json": components["schemas"]["FulfillmentRead"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_fulfillment_api_v1_fulfillments__fulfillment_id__delete: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    patch_fulfillment_api_v1_fulfillments__fulfillment_id__patch: {
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
                    "application/json": components["schemas"]["FulfillmentRead"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    test_fulfillment_api_v1_fulfillments__fulfillment_id__test_post: {
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
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_bases_api_v1_knowledge_bases_get: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    post_base_api_v1_knowledge_bases_post: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    search_many_api_v1_knowledge_bases_search_post: {
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
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_base_api_v1_knowledge_bases__base_id__get: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_base_api_v1_knowledge_bases__base_id__delete: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    patch_base_api_v1_knowledge_bases__base_id__patch: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_chunks_api_v1_knowledge_bases__base_id__chunks_get: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    post_chunk_api_v1_knowledge_bases__base_id__chunks_post: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_chunk_api_v1_knowledge_bases__base_id__chunks__chunk_id__get: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_chunk_api_v1_knowledge_bases__base_id__chunks__chunk_id__delete: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    patch_chunk_api_v1_knowledge_bases__base_id__chunks__chunk_id__patch: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_revisions_api_v1_knowledge_bases__base_id__chunks__chunk_id__revisions_get: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_csv_api_v1_knowledge_bases__base_id__csv_get: {
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
                    "application/json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    put_csv_api_v1_knowledge_bases__base_id__csv_put: {
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
                "multipart/form-data": components["schemas"]["Body_put_csv_api_v1_knowledge_bases__base_id__csv_put"];
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_documents_api_v1_knowledge_bases__base_id__documents_get: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    post_documents_api_v1_knowledge_bases__base_id__documents_post: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_document_api_v1_knowledge_bases__base_id__documents__document_id__get: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    put_document_api_v1_knowledge_bases__base_id__documents__document_id__put: {
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
                "multipart/form-data": components["schemas"]["Body_put_document_api_v1_knowledge_bases__base_id__documents__document_id__put"];
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_document_api_v1_knowledge_bases__base_id__documents__document_id__delete: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    patch_document_api_v1_knowledge_bases__base_id__documents__document_id__patch: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    cancel_api_v1_knowledge_bases__base_id__documents__document_id__cancel_post: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_file_api_v1_knowledge_bases__base_id__documents__document_id__file_get: {
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
                    "application/json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_page_api_v1_knowledge_bases__base_id__documents__document_id__pages__number__get: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_page_image_api_v1_knowledge_bases__base_id__documents__document_id__pages__number__image_get: {
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
                    "application/json": unknown;
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    pause_api_v1_knowledge_bases__base_id__documents__document_id__pause_post: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    retry_api_v1_knowledge_bases__base_id__documents__document_id__retry_post: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    search_api_v1_knowledge_bases__base_id__search_post: {
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
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_me_api_v1_me_get: {
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
        };
    };
    patch_me_api_v1_me_patch: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_sessions_api_v1_me_sessions_get: {
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
        };
    };
    delete_session_api_v1_me_sessions__session_id__delete: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_message_api_v1_messages__message_id__get: {
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
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    put_feedback_api_v1_messages__message_id__feedback_put: {
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
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    stop_message_api_v1_messages__message_id__stop_post: {
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
                    "application/json": {
                        [key: string]: string;
                    };
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    list_connections_api_v1_model_connections_get: {
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
                    "application/json": components["schemas"]["Listing_ModelConnectionRead_"];
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    post_connection_api_v1_model_connections_post: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_default_api_v1_model_connections_default_get: {
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
        };
    };
    put_default_api_v1_model_connections_default_put: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_connection_api_v1_model_connections__connection_id__get: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_connection_api_v1_model_connections__connection_id__delete: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    patch_connection_api_v1_model_connections__connection_id__patch: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    test_connection_api_v1_model_connections__connection_id__test_post: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_permissions_api_v1_permissions_get: {
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
        };
    };
    get_templates_api_v1_prompt_templates_get: {
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
                    "application/json": components["schemas"]["Listing_PromptTemplateRead_"];
                };
            };
        };
    };
    post_template_api_v1_prompt_templates_post: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PromptTemplateWrite"];
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_template_api_v1_prompt_templates__template_id__delete: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    patch_template_api_v1_prompt_templates__template_id__patch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                template_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PromptTemplateWrite"];
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    delete_session_api_v1_sessions__session_id__delete: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_session_api_v1_sessions__session_id__messages_get: {
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
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    get_setup_api_v1_setup_get: {
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
        };
    };
    post_setup_api_v1_setup_post: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    sign_in_api_v1_sign_in_post: {
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
            /** @description Validation Error */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HTTPValidationError"];
                };
            };
        };
    };
    sign_out_api_v1_sign_out_post: {
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
        };
    };
}
