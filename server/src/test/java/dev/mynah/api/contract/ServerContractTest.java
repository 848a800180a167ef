package dev.mynah.api.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.mynah.access.AuditAction;
import dev.mynah.access.Permission;
import dev.mynah.access.Role;
import dev.mynah.doctor.Diagnosis;
import dev.mynah.error.ErrorCode;
import dev.mynah.error.Reason;
import dev.mynah.settings.Setting;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The contract against itself and against what the server knows. */
class ServerContractTest {
    private final Contract contract = Contract.ofServer();

    @Test
    void only_operations_that_are_open_are_said_to_need_no_credentials() {
        for (OperationContract operation : contract.operations()) {
            assertThat(operation.source().path("security").isArray())
                    .as(operation.id())
                    .isEqualTo(operation.access() instanceof Access.Open);
        }
    }

    @Test
    void every_operation_is_described_and_says_what_its_refusals_look_like() {
        Set<String> tags = new TreeSet<>();
        contract.document()
                .path("tags")
                .forEach(tag -> tags.add(tag.path("name").asText()));
        for (OperationContract operation : contract.operations()) {
            assertThat(operation.source().path("summary").asText())
                    .as(operation.id())
                    .isNotEmpty();
            assertThat(operation.source().at("/tags/0").asText())
                    .as(operation.id())
                    .isIn(tags);
            assertThat(operation.answers()).as(operation.id()).containsKey(0);
            assertThat(operation.answers().keySet())
                    .as(operation.id())
                    .anyMatch(status -> status >= 200 && status < 400);
        }
    }

    @Test
    void every_parameter_of_a_path_is_declared_and_no_other() {
        for (OperationContract operation : contract.operations()) {
            Set<String> declared = operation.parameters().stream()
                    .filter(parameter -> parameter.in() == ParameterContract.In.PATH)
                    .map(ParameterContract::name)
                    .collect(Collectors.toCollection(TreeSet::new));
            Set<String> written = Arrays.stream(operation.path().split("/"))
                    .filter(segment -> segment.startsWith("{"))
                    .map(segment -> segment.substring(1, segment.length() - 1))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(declared).as(operation.id()).isEqualTo(written);
        }
    }

    @Test
    void every_body_has_an_example_that_follows_it() {
        for (OperationContract operation : contract.operations()) {
            if (operation.body() != null) {
                operation.source().at("/requestBody/content").properties().forEach(type -> {
                    JsonNode example = type.getValue().path("example");
                    Findings findings = new Findings();
                    Schema schema =
                            Objects.requireNonNull(operation.body().types().get(type.getKey()));
                    schema.check(example, "example", findings);
                    assertThat(findings.all())
                            .as("%s: %s", operation.id(), example)
                            .isEmpty();
                    assertThat(example.isMissingNode()).as(operation.id()).isFalse();
                });
            }
        }
    }

    @Test
    void every_object_a_request_may_hold_is_closed() {
        for (OperationContract operation : contract.operations()) {
            if (operation.body() != null && operation.body().types().containsKey(BodyContract.JSON)) {
                String pointer = operation
                        .source()
                        .at("/requestBody/content/application~1json/schema/$ref")
                        .asText();
                JsonNode schema = contract.document().at(pointer.substring(1));
                assertThat(schema.has("additionalProperties"))
                        .as(operation.id())
                        .isTrue();
            }
        }
    }

    @Test
    void refusals_permissions_and_roles_are_those_of_the_server() {
        assertThat(values("ErrorCode"))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(ErrorCode.values()).map(Enum::name).toList());
        assertThat(values("PermissionLabel"))
                .containsExactlyElementsOf(Arrays.stream(Permission.values())
                        .map(Permission::label)
                        .toList());
        assertThat(values("Role"))
                .containsExactlyElementsOf(
                        Arrays.stream(Role.values()).map(Role::label).toList());
    }

    @Test
    void what_has_words_in_the_dashboard_is_listed_in_full() {
        assertThat(values("CheckCode"))
                .containsExactlyElementsOf(
                        Arrays.stream(Diagnosis.values()).map(Diagnosis::code).toList());
        assertThat(values("CheckName"))
                .containsExactlyElementsOf(Arrays.stream(Diagnosis.values())
                        .map(Diagnosis::subject)
                        .distinct()
                        .toList());
        for (Diagnosis diagnosis : Diagnosis.values()) {
            assertThat(names("CheckCode", diagnosis.code()))
                    .as(diagnosis.code())
                    .isEqualTo(diagnosis.names());
        }
        assertThat(values("RefusalReason"))
                .containsExactlyElementsOf(
                        Arrays.stream(Reason.values()).map(Reason::label).toList());
        for (Reason reason : Reason.values()) {
            assertThat(names("RefusalReason", reason.label())).isEqualTo(reason.names());
        }
        assertThat(values("AuditAction"))
                .containsExactlyElementsOf(Arrays.stream(AuditAction.values())
                        .map(AuditAction::label)
                        .toList());
        assertThat(values("AuditKind"))
                .containsExactlyElementsOf(Arrays.stream(AuditAction.Kind.values())
                        .map(AuditAction.Kind::label)
                        .toList());
        assertThat(values("SettingKey"))
                .containsExactlyElementsOf(
                        Setting.ALL.stream().map(Setting::key).toList());
    }

    private List<String> names(String schema, String code) {
        List<String> names = new ArrayList<>();
        contract.document()
                .at("/components/schemas/" + schema + "/x-values/" + code)
                .forEach(name -> names.add(name.asText()));
        return names;
    }

    private List<String> values(String schema) {
        List<String> values = new ArrayList<>();
        contract.document().at("/components/schemas/" + schema + "/enum").forEach(value -> values.add(value.asText()));
        return values;
    }
}
