package dev.mynah.api.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our checks against those of another implementation, keyword by keyword, and what they say. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SchemaTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private final SchemaRepository other = SchemaRepository.create(new JsonSchemaOptions()
            .setBaseUri("app://test/")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Flag));

    /** Values of every type and of every size near the bounds that the schemas below have. */
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "false",
            "0",
            "1",
            "2",
            "3",
            "4",
            "-1",
            "2.0",
            "2.5",
            "1e1",
            "123456789012345678901",
            "\"\"",
            "\"a\"",
            "\"ab\"",
            "\"abc\"",
            "\"abcd\"",
            "\"\\ud83d\\ude00\\ud83d\\ude00\"",
            "\"xax\"",
            "\"2026-01-31T08:30:00Z\"",
            "\"2026-01-31T08:30:00.123+02:00\"",
            "\"2026-13-31T08:30:00Z\"",
            "\"2026-01-31\"",
            "\"2026-02-30\"",
            "\"ada@example.org\"",
            "\"1b4e28ba-2fa1-11d2-883f-0016d3cca427\"",
            "\"https://example.org/x\"",
            "[]",
            "[1]",
            "[1,1]",
            "[\"a\",\"b\"]",
            "[\"a\",\"a\"]",
            "[\"a\",1,null]",
            "[[1],[1]]",
            "[{\"a\":1},{\"a\":1}]",
            "{}",
            "{\"a\":1}",
            "{\"a\":\"x\"}",
            "{\"b\":1}",
            "{\"a\":1,\"b\":2}",
            "{\"a\":1,\"b\":2,\"c\":3}",
            "{\"a\":{\"a\":{\"a\":1}}}",
            "{\"a\":null}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"string\"}",
                "{\"type\":\"integer\"}",
                "{\"type\":\"number\"}",
                "{\"type\":\"boolean\"}",
                "{\"type\":\"null\"}",
                "{\"type\":\"array\"}",
                "{\"type\":\"object\"}",
                "{\"type\":[\"integer\",\"null\"]}",
                "{\"enum\":[\"a\",1,null,[1],{\"a\":1}]}",
                "{\"const\":\"ab\"}",
                "{\"const\":true}",
                "{\"minLength\":2}",
                "{\"maxLength\":2}",
                "{\"pattern\":\"a\"}",
                "{\"pattern\":\"^[a-c]+$\"}",
                "{\"format\":\"date-time\"}",
                "{\"format\":\"date\"}",
                "{\"format\":\"uuid\"}",
                "{\"minimum\":2}",
                "{\"maximum\":2}",
                "{\"minimum\":2.5}",
                "{\"minItems\":2}",
                "{\"maxItems\":1}",
                "{\"uniqueItems\":true}",
                "{\"uniqueItems\":false}",
                "{\"items\":{\"type\":\"string\"}}",
                "{\"items\":false}",
                "{\"required\":[\"a\"]}",
                "{\"required\":[\"a\",\"b\"]}",
                "{\"minProperties\":2}",
                "{\"maxProperties\":1}",
                "{\"properties\":{\"a\":{\"type\":\"integer\"}}}",
                "{\"properties\":{\"a\":true},\"additionalProperties\":false}",
                "{\"properties\":{\"a\":true},\"additionalProperties\":{\"minimum\":2}}",
                "{\"additionalProperties\":{\"type\":\"integer\"}}",
                "{\"propertyNames\":{\"pattern\":\"^a\"}}",
                "{\"allOf\":[{\"type\":\"string\"},{\"minLength\":2}]}",
                "{\"anyOf\":[{\"type\":\"string\"},{\"minimum\":2}]}",
                "{\"oneOf\":[{\"type\":\"string\"},{\"minLength\":2}]}",
                "{\"oneOf\":[{\"required\":[\"a\"]},{\"required\":[\"b\"]}]}",
                "{\"title\":\"x\",\"description\":\"x\",\"default\":1,\"examples\":[1]}"
            })
    void every_keyword_accepts_what_another_implementation_accepts(String source) throws Exception {
        Schema ours = new Schemas(MissingNode.getInstance()).compile(tree(source), "#");
        Validator theirs = other.validator(JsonSchema.of(new JsonObject(source)));
        for (String value : VALUES) {
            assertThat(ours.accepts(tree(value)))
                    .as("%s of %s", source, value)
                    .isEqualTo(theirs.validate(Json.decodeValue(value)).getValid());
        }
    }

    @Test
    void a_schema_may_refer_to_itself() throws Exception {
        JsonNode document =
                tree("{\"node\":{\"type\":[\"object\",\"integer\"],\"properties\":{\"a\":{\"$ref\":\"#/node\"}}}}");
        Schema schema = new Schemas(document).compile(tree("{\"$ref\":\"#/node\"}"), "#");
        assertThat(schema.accepts(tree("{\"a\":{\"a\":{\"a\":1}}}"))).isTrue();
        assertThat(schema.accepts(tree("{\"a\":{\"a\":{\"a\":\"x\"}}}"))).isFalse();
    }

    @Test
    void what_is_wrong_is_said_with_its_place() throws Exception {
        Schema schema = compile("{\"type\":\"object\",\"properties\":{\"l\":{\"items\":{\"type\":\"object\","
                + "\"required\":[\"n\"],\"properties\":{\"n\":{\"type\":[\"integer\",\"null\"],\"maximum\":9}}}}}}");
        assertThat(problems(schema, "{\"l\":[{\"n\":1},{\"n\":10},{},{\"n\":\"x\"}]}"))
                .containsExactly(
                        "body.l[1].n must be at most 9",
                        "body.l[2].n is missing",
                        "body.l[3].n must be a whole number or null");
    }

    @Test
    void of_several_forms_the_nearest_is_explained() throws Exception {
        Schema schema = compile("{\"oneOf\":[{\"required\":[\"a\",\"b\",\"c\"]},{\"required\":[\"d\"]}]}");
        assertThat(problems(schema, "{}")).containsExactly("body.d is missing");
        assertThat(problems(schema, "{\"a\":1,\"b\":1,\"c\":1,\"d\":1}"))
                .containsExactly("body must have exactly one of the forms the contract allows");
    }

    @Test
    void a_flood_of_problems_is_cut_off() throws Exception {
        Schema schema = compile("{\"items\":{\"type\":\"string\"}}");
        assertThat(problems(schema, "[" + "1,".repeat(999) + "1]")).hasSize(20);
    }

    @Test
    void a_keyword_nobody_checks_is_an_error_and_not_ignored() {
        assertThatThrownBy(() -> compile("{\"properties\":{\"a\":{\"minimun\":1}}}"))
                .isInstanceOf(ContractException.class)
                .hasMessageContaining("#/properties/a/minimun is a keyword the server does not check");
        assertThatThrownBy(() -> compile("{\"format\":\"color\"}")).isInstanceOf(ContractException.class);
        assertThatThrownBy(() -> compile("{\"$ref\":\"#/nowhere\"}")).isInstanceOf(ContractException.class);
    }

    private static Schema compile(String source) throws JsonProcessingException {
        return new Schemas(MissingNode.getInstance()).compile(tree(source), "#");
    }

    private static List<String> problems(Schema schema, String value) throws JsonProcessingException {
        Findings findings = new Findings();
        schema.check(tree(value), "body", findings);
        return findings.all().stream().map(Violation::toString).toList();
    }

    private static JsonNode tree(String json) throws JsonProcessingException {
        return MAPPER.readTree(json);
    }
}
