package dev.mynah.api.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds the operations at an address. Immutable once made, and thread-safe. */
public final class Routes {
    private final Node root = new Node();

    /** What is at an address: operations by method, and the values in its path, still percent-encoded. */
    public record Match(Map<String, OperationContract> operations, Map<String, String> values) {}

    private static final class Node {
        private final Map<String, Node> fixed = new LinkedHashMap<>();
        private final Map<String, OperationContract> operations = new TreeMap<>();
        private @Nullable Node parameter;
    }

    public Routes(List<OperationContract> operations) {
        operations.forEach(this::add);
    }

    private void add(OperationContract operation) {
        Node node = root;
        for (String segment : operation.path().substring(1).split("/")) {
            if (segment.startsWith("{")) {
                Node next = node.parameter == null ? new Node() : node.parameter;
                node.parameter = next;
                node = next;
            } else {
                node = node.fixed.computeIfAbsent(segment, absent -> new Node());
            }
        }
        node.operations.put(operation.method(), operation);
    }

    /** @param path below the base address, beginning with a slash; a fixed segment wins over a parameter */
    public Optional<Match> find(String path) {
        List<String> segments = List.of(path.substring(1).split("/", -1));
        Node node = descend(root, segments, 0);
        if (node == null) {
            return Optional.empty();
        }
        OperationContract any = node.operations.values().iterator().next();
        return Optional.of(new Match(node.operations, values(any.path(), segments)));
    }

    private static @Nullable Node descend(Node node, List<String> segments, int at) {
        if (at == segments.size()) {
            return node.operations.isEmpty() ? null : node;
        }
        String segment = segments.get(at);
        Node fixed = node.fixed.get(segment);
        Node found = fixed == null ? null : descend(fixed, segments, at + 1);
        if (found == null && node.parameter != null && !segment.isEmpty()) {
            found = descend(node.parameter, segments, at + 1);
        }
        return found;
    }

    private static Map<String, String> values(String template, List<String> segments) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> names = new ArrayList<>(List.of(template.substring(1).split("/")));
        for (int i = 0; i < names.size(); i++) {
            if (names.get(i).startsWith("{")) {
                values.put(names.get(i).substring(1, names.get(i).length() - 1), segments.get(i));
            }
        }
        return values;
    }
}
