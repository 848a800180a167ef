package dev.mynah.api.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** YAML as the tree that the same JSON would give. Stateless. */
final class YamlTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private YamlTree() {}

    static JsonNode read(InputStream yaml) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel("openapi.yaml")
                .setAllowDuplicateKeys(false)
                .setMaxAliasesForCollections(0)
                .setCodePointLimit(8 * 1024 * 1024)
                .build();
        return node(new Load(settings).loadFromInputStream(yaml));
    }

    private static JsonNode node(@Nullable Object value) {
        return switch (value) {
            case null -> NODES.nullNode();
            case Map<?, ?> map -> object(map);
            case Iterable<?> list -> array(list);
            case Boolean flag -> NODES.booleanNode(flag);
            case Integer number -> NODES.numberNode(number);
            case Long number -> NODES.numberNode(number);
            case Number number -> NODES.numberNode(new BigDecimal(number.toString()));
            default -> NODES.textNode(value.toString());
        };
    }

    private static ObjectNode object(Map<?, ?> map) {
        ObjectNode object = NODES.objectNode();
        map.forEach((name, value) -> object.set(String.valueOf(name), node(value)));
        return object;
    }

    private static ArrayNode array(Iterable<?> list) {
        ArrayNode array = NODES.arrayNode();
        list.forEach(each -> array.add(node(each)));
        return array;
    }
}
