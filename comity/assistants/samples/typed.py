"""The samples of PHP, Java and Go: (whole answer, stream) each. Nothing to install is needed."""

PHP = (
    """
<?php
// export @KEY@=cmt_sk_...   (API tab, Reveal)
$call = curl_init("@URL@");
curl_setopt_array($call, [
    CURLOPT_POST => true,
    CURLOPT_RETURNTRANSFER => true,
    CURLOPT_TIMEOUT => 130,
    CURLOPT_HTTPHEADER => [
        "Authorization: Bearer " . getenv("@KEY@"),
        "Content-Type: application/json",
    ],
    CURLOPT_POSTFIELDS => json_encode(["message" => "@QUESTION@", "sessionId" => "example-1"]),
]);
$body = json_decode(curl_exec($call), true);
if (curl_getinfo($call, CURLINFO_RESPONSE_CODE) !== 200) {
    exit($body["code"] . " " . $body["message"] . PHP_EOL);
}

echo $body["answer"], PHP_EOL;
foreach ($body["searchResults"]["data"] as $result) {
    echo "- ", $result["document"]["path"], PHP_EOL;
}
""",
    """
<?php
// export @KEY@=cmt_sk_...   (API tab, Reveal)
$waiting = "";
$shown = "";
$call = curl_init("@URL@");
curl_setopt_array($call, [
    CURLOPT_POST => true,
    CURLOPT_TIMEOUT => 130,
    CURLOPT_HTTPHEADER => [
        "Authorization: Bearer " . getenv("@KEY@"),
        "Content-Type: application/json",
    ],
    CURLOPT_POSTFIELDS => json_encode(["message" => "@QUESTION@", "sessionId" => "example-1", "stream" => true]),
    CURLOPT_WRITEFUNCTION => function ($call, $bytes) use (&$waiting, &$shown) {
        $lines = explode("\\n", $waiting . $bytes);
        $waiting = array_pop($lines);
        foreach ($lines as $line) {
            if (strncmp($line, "data: ", 6) !== 0) {
                continue;
            }
            $frame = json_decode(substr($line, 6), true);
            if (isset($frame["__error"])) {
                exit($frame["code"] . " " . $frame["message"] . PHP_EOL);
            }
            // Each frame holds the whole text so far; now and then an answer begins again.
            $text = $frame["content"] ?? $frame["answer"];
            $goesOn = strncmp($text, $shown, strlen($shown)) === 0;
            echo $goesOn ? substr($text, strlen($shown)) : PHP_EOL . $text;
            $shown = $text;
        }
        return strlen($bytes);
    },
]);
curl_exec($call);
echo PHP_EOL;
""",
)

JAVA = (
    """
// export @KEY@=cmt_sk_...   (API tab, Reveal)      java Ask.java   (Java 17 or newer)
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

public class Ask {
    public static void main(String[] arguments) throws Exception {
        String body = "{\\"message\\": \\"@QUESTION@\\", \\"sessionId\\": \\"example-1\\"}";
        HttpRequest request = HttpRequest.newBuilder(URI.create("@URL@"))
            .header("Authorization", "Bearer " + System.getenv("@KEY@"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
        var reply = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
        // The reply is JSON: {"answer", "inspection", "searchResults", "sessionId", "messageId", "actions"}
        System.out.println(reply.statusCode() + " " + reply.body());
    }
}
""",
    """
// export @KEY@=cmt_sk_...   (API tab, Reveal)      java Ask.java   (Java 17 or newer)
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

public class Ask {
    public static void main(String[] arguments) throws Exception {
        String body = "{\\"message\\": \\"@QUESTION@\\", \\"sessionId\\": \\"example-1\\", \\"stream\\": true}";
        HttpRequest request = HttpRequest.newBuilder(URI.create("@URL@"))
            .header("Authorization", "Bearer " + System.getenv("@KEY@"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
        var reply = HttpClient.newHttpClient().send(request, BodyHandlers.ofLines());
        // Each frame is JSON: {"__status": "active", "content": "the whole text so far"}, at last "finished" with "answer".
        reply.body().filter(line -> line.startsWith("data: ")).map(line -> line.substring(6)).forEach(System.out::println);
    }
}
""",
)

_GO_HEAD = """
// export @KEY@=cmt_sk_...   (API tab, Reveal)      go run ask.go
package main
"""

GO = (
    _GO_HEAD
    + """
import (
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strings"
)

type reply struct {
	Answer  string `json:"answer"`
	Code    int    `json:"code"`
	Message string `json:"message"`
}

func main() {
	body := strings.NewReader(`{"message": "@QUESTION@", "sessionId": "example-1"}`)
	request, err := http.NewRequest("POST", "@URL@", body)
	if err != nil {
		panic(err)
	}
	request.Header.Set("Authorization", "Bearer "+os.Getenv("@KEY@"))
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		panic(err)
	}
	defer response.Body.Close()
	var got reply
	if err := json.NewDecoder(response.Body).Decode(&got); err != nil {
		panic(err)
	}
	if response.StatusCode != http.StatusOK {
		panic(fmt.Sprintf("%d %s", got.Code, got.Message))
	}
	fmt.Println(got.Answer)
}
""",
    _GO_HEAD
    + """
import (
	"bufio"
	"encoding/json"
	"fmt"
	"net/http"
	"os"
	"strings"
)

type frame struct {
	Status  string `json:"__status"`
	Content string `json:"content"`
	Answer  string `json:"answer"`
	Failed  bool   `json:"__error"`
	Code    int    `json:"code"`
	Message string `json:"message"`
}

func main() {
	body := strings.NewReader(`{"message": "@QUESTION@", "sessionId": "example-1", "stream": true}`)
	request, err := http.NewRequest("POST", "@URL@", body)
	if err != nil {
		panic(err)
	}
	request.Header.Set("Authorization", "Bearer "+os.Getenv("@KEY@"))
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		panic(err)
	}
	defer response.Body.Close()
	lines := bufio.NewScanner(response.Body)
	lines.Buffer(make([]byte, 64*1024), 16*1024*1024)
	shown := ""
	for lines.Scan() {
		data, isData := strings.CutPrefix(lines.Text(), "data: ")
		if !isData {
			continue
		}
		var got frame
		if err := json.Unmarshal([]byte(data), &got); err != nil {
			panic(err)
		}
		if got.Failed {
			panic(fmt.Sprintf("%d %s", got.Code, got.Message))
		}
		// Each frame holds the whole text so far; now and then an answer begins again.
		text := got.Content
		if got.Status == "finished" {
			text = got.Answer
		}
		if rest, goesOn := strings.CutPrefix(text, shown); goesOn {
			fmt.Print(rest)
		} else {
			fmt.Print("\\n", text)
		}
		shown = text
	}
	fmt.Println()
}
""",
)
