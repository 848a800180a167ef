package dev.mynah.config;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Reads a YAML file into flat entries that know their line. Confined to one thread. */
final class YamlFile {
    /** No key has more parts; an alias that contains itself ends here. */
    private static final int DEEPEST = 6;

    private final Path path;
    private final List<Problem> problems;
    private final Map<String, Entry> entries = new HashMap<>();
    private final List<Entry> ordered = new ArrayList<>();

    private YamlFile(Path path, List<Problem> problems) {
        this.path = path;
        this.problems = problems;
    }

    /** The file's entries in its order; what cannot be read is added to the problems. */
    static List<Entry> read(Path path, List<Problem> problems) {
        var file = new YamlFile(path, problems);
        file.compose().ifPresent(root -> file.flatten("", root, 0));
        return file.ordered;
    }

    private Optional<Node> compose() {
        try {
            String text = Files.readString(path);
            LoadSettings settings =
                    LoadSettings.builder().setLabel(path.toString()).build();
            return new Compose(settings).composeString(text);
        } catch (MarkedYamlEngineException malformed) {
            problems.add(new Problem(place(malformed), "not YAML: " + malformed.getProblem()));
        } catch (YamlEngineException malformed) {
            problems.add(new Problem(path.toString(), "not YAML: " + malformed.getMessage()));
        } catch (CharacterCodingException otherEncoding) {
            problems.add(new Problem(path.toString(), "not UTF-8 text"));
        } catch (IOException unreadable) {
            problems.add(new Problem(path.toString(), "cannot be read: " + unreadable));
        }
        return Optional.empty();
    }

    private String place(MarkedYamlEngineException malformed) {
        return malformed
                .getProblemMark()
                .map(mark -> "%s:%d:%d".formatted(path, mark.getLine() + 1, mark.getColumn() + 1))
                .orElse(path.toString());
    }

    private void flatten(String name, Node node, int depth) {
        switch (node) {
            case MappingNode mapping
            when depth < DEEPEST -> mapping.getValue().forEach(tuple -> step(name, tuple, depth));
            case SequenceNode sequence when !name.isEmpty() -> sequence(name, sequence);
            case ScalarNode scalar when !name.isEmpty() -> scalar(name, scalar);
            default ->
                problems.add(
                        Problem.at(origin(node), "keys with values are expected here, such as 'http.host: 0.0.0.0'"));
        }
    }

    private void step(String name, NodeTuple tuple, int depth) {
        if (tuple.getKeyNode() instanceof ScalarNode key) {
            flatten(name.isEmpty() ? key.getValue() : name + "." + key.getValue(), tuple.getValueNode(), depth + 1);
        } else {
            problems.add(Problem.at(origin(tuple.getKeyNode()), "a key must be plain text"));
        }
    }

    private void scalar(String name, ScalarNode scalar) {
        boolean emptySection = scalar.getTag().equals(Tag.NULL) && Keys.section(name);
        if (!emptySection) {
            add(Entry.single(name, scalar.getTag().equals(Tag.NULL) ? "" : scalar.getValue(), origin(scalar)));
        }
    }

    private void sequence(String name, SequenceNode sequence) {
        var items = new ArrayList<String>();
        for (Node item : sequence.getValue()) {
            if (item instanceof ScalarNode scalar) {
                items.add(scalar.getValue());
            } else {
                problems.add(Problem.at(origin(item), name + ": an item of the list must be plain text"));
                return;
            }
        }
        add(new Entry(name, List.copyOf(items), true, origin(sequence)));
    }

    private void add(Entry entry) {
        Entry before = entries.putIfAbsent(entry.name(), entry);
        if (before == null) {
            ordered.add(entry);
        } else {
            problems.add(Problem.at(
                    entry.origin(),
                    entry.name() + " is given twice; first at "
                            + before.origin().place()));
        }
    }

    private Origin origin(Node node) {
        return node.getStartMark()
                .map(mark -> new Origin.File(path, mark.getLine() + 1, mark.getColumn() + 1))
                .orElseGet(() -> new Origin.File(path, 1, 1));
    }
}
