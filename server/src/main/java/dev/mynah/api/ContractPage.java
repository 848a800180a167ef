package dev.mynah.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.api.contract.Access;
import dev.mynah.api.contract.Contract;
import dev.mynah.api.contract.OperationContract;

/** The contract as one page of HTML: no script, nothing from elsewhere. Confined to one thread. */
final class ContractPage {
    static final Style STYLE = new Style("""
            :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
            body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
            code, pre, .method { font-family: ui-monospace, monospace; font-size: .9em; }
            pre { overflow-x: auto; padding: .75rem; border: 1px solid #8885; border-radius: .4rem; }
            section > details { border-top: 1px solid #8885; padding: .4rem 0; }
            summary { cursor: pointer; }
            .method { display: inline-block; min-width: 4.5em; font-weight: bold; }
            .quiet { opacity: .7; }
            table { border-collapse: collapse; width: 100%; }
            th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0; border-top: 1px solid #8883; }
            """);

    private final Contract contract;
    private final StringBuilder out = new StringBuilder();

    ContractPage(Contract contract) {
        this.contract = contract;
    }

    String html() {
        JsonNode info = contract.document().path("info");
        String title =
                info.path("title").asText() + " API " + info.path("version").asText();
        out.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>")
                .append(text(title));
        out.append("</title><meta name=\"viewport\" content=\"width=device-width\">")
                .append(STYLE.element());
        out.append("</head><body><h1>").append(text(title)).append("</h1>");
        paragraphs(info.path("description"));
        out.append("<p><a href=\"").append(contract.base()).append("/openapi.json\">The same for programs</a></p>");
        contract.document().path("tags").forEach(this::section);
        out.append("<h2>Shapes</h2>");
        contract.document()
                .at("/components/schemas")
                .properties()
                .forEach(schema -> shape(schema.getKey(), schema.getValue()));
        return out.append("</body></html>\n").toString();
    }

    private void section(JsonNode tag) {
        String name = tag.path("name").asText();
        out.append("<section><h2>").append(text(name)).append("</h2>");
        paragraphs(tag.path("description"));
        contract.operations().stream()
                .filter(operation -> operation.source().at("/tags/0").asText().equals(name))
                .forEach(this::operation);
        out.append("</section>");
    }

    private void operation(OperationContract operation) {
        out.append("<details id=\"").append(operation.id()).append("\"><summary><span class=\"method\">");
        out.append(operation.method()).append("</span> <code>").append(text(contract.base() + operation.path()));
        out.append("</code> ")
                .append(text(operation.source().path("summary").asText()))
                .append("</summary>");
        paragraphs(operation.source().path("description"));
        out.append("<p class=\"quiet\">").append(text(access(operation))).append("</p>");
        parameters(operation);
        operation.source().at("/requestBody/content").properties().forEach(type -> {
            out.append("<h3>Body: ").append(text(type.getKey())).append("</h3><p>");
            type(type.getValue().path("schema"));
            out.append("</p>");
            example(type.getValue().path("example"));
        });
        answers(operation);
        out.append("</details>");
    }

    private static String access(OperationContract operation) {
        return switch (operation.access()) {
            case Access.Open open -> "Open to everybody.";
            case Access.LoggedIn loggedIn -> "For everybody who is logged in.";
            case Access.Needs needs ->
                "Takes the permission " + needs.permission().label() + ".";
        };
    }

    private void parameters(OperationContract operation) {
        if (operation.parameters().isEmpty()) {
            return;
        }
        out.append("<h3>Parameters</h3><table>");
        operation.parameters().forEach(parameter -> {
            out.append("<tr><td><code>").append(text(parameter.place())).append("</code>");
            out.append(parameter.required() ? "" : " <span class=\"quiet\">optional</span>")
                    .append("</td><td>");
            type(parameter.schema().source());
            out.append("</td></tr>");
        });
        out.append("</table>");
    }

    private void answers(OperationContract operation) {
        out.append("<h3>Answers</h3><table>");
        operation.source().path("responses").properties().forEach(answer -> {
            JsonNode source = resolve(answer.getValue());
            out.append("<tr><td>").append(text(answer.getKey())).append("</td><td>");
            out.append(text(source.path("description").asText())).append(" ");
            JsonNode schema = source.at("/content/application~1json/schema");
            JsonNode data = schema.at("/allOf/1/properties/data");
            type(data.isMissingNode() ? schema : data);
            out.append("</td></tr>");
        });
        out.append("</table>");
    }

    private void shape(String name, JsonNode schema) {
        out.append("<details id=\"shape-")
                .append(name)
                .append("\"><summary><code>")
                .append(name);
        out.append("</code></summary>");
        paragraphs(schema.path("description"));
        if (!schema.has("properties")) {
            out.append("<p>");
            type(schema);
            out.append("</p>");
        }
        out.append("<table>");
        schema.path("properties").properties().forEach(property -> {
            out.append("<tr><td><code>").append(text(property.getKey())).append("</code></td><td>");
            type(property.getValue());
            out.append("</td></tr>");
        });
        out.append("</table></details>");
    }

    /** A schema in a few words; one with a name as a link to it. */
    private void type(JsonNode schema) {
        if (schema.has("$ref")) {
            String name = schema.path("$ref").asText().replaceFirst(".*/", "");
            out.append("<a href=\"#shape-")
                    .append(name)
                    .append("\">")
                    .append(name)
                    .append("</a>");
            return;
        }
        if (schema.has("items")) {
            out.append("list of ");
            type(schema.path("items"));
        } else if (!schema.isMissingNode()) {
            out.append("<code>").append(text(words(schema))).append("</code>");
        }
        for (String combination : new String[] {"allOf", "oneOf", "anyOf"}) {
            schema.path(combination).forEach(part -> {
                out.append(" ");
                type(part);
            });
        }
        String description = schema.path("description").asText();
        out.append(description.isEmpty() ? "" : " " + text(description));
    }

    private static String words(JsonNode schema) {
        StringBuilder words = new StringBuilder();
        schema.properties().forEach(keyword -> {
            boolean telling = !keyword.getKey().matches("description|properties|required|additionalProperties|.*Of");
            if (telling) {
                words.append(words.isEmpty() ? "" : ", ")
                        .append(keyword.getKey())
                        .append(": ");
                words.append(keyword.getValue().isTextual() ? keyword.getValue().asText() : keyword.getValue());
            }
        });
        return words.toString();
    }

    private void example(JsonNode example) {
        if (!example.isMissingNode()) {
            String shown = example.isTextual() ? example.asText() : example.toPrettyString();
            out.append("<pre>").append(text(shown)).append("</pre>");
        }
    }

    private void paragraphs(JsonNode description) {
        for (String paragraph : description.asText().split("\n\n")) {
            if (!paragraph.isBlank()) {
                out.append("<p>").append(text(paragraph)).append("</p>");
            }
        }
    }

    private JsonNode resolve(JsonNode source) {
        return source.has("$ref")
                ? contract.document().at(source.path("$ref").asText().substring(1))
                : source;
    }

    /** Text as HTML; what stands between backticks as code. */
    private static String text(String plain) {
        return Html.text(plain).replaceAll("`([^`]+)`", "<code>$1</code>");
    }
}
