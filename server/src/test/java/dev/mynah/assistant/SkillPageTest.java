package dev.mynah.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class SkillPageTest {
    private static final Path PAGE = Path.of("..", "docs", "concepts", "offline-assistant.md");

    @Test
    void the_page_in_the_repository_is_the_one_the_skills_give() throws IOException {
        if (Boolean.getBoolean("mynah.regenerate")) {
            Files.createDirectories(PAGE.getParent());
            Files.writeString(PAGE, SkillPage.markdown());
        }
        assertThat(PAGE)
                .as("regenerate it with: mvn -pl server -am test -Dtest=SkillPageTest -Dmynah.regenerate=true"
                        + " -Dsurefire.failIfNoSpecifiedTests=false")
                .hasContent(SkillPage.markdown());
    }

    @Test
    void every_sentence_on_the_page_is_understood_by_the_skill_it_stands_under() {
        OfflineAssistant assistant = new OfflineAssistant(InstantSource.system());
        SkillPage.markdown()
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| |") && !line.startsWith("| ‹"))
                .forEach(line -> {
                    String[] cells = line.split(" \\| |^\\| | \\|$", -1);
                    String intent = cells[1].strip().replace(' ', '_');
                    for (int i = 2; i < cells.length; i++) {
                        for (String sentence : cells[i].split("<br>")) {
                            if (!sentence.isBlank()) {
                                assertThat(assistant.understand(filled(sentence)))
                                        .as(sentence)
                                        .hasValueSatisfying(found -> assertThat(
                                                        found.intent().name())
                                                .isEqualTo(intent));
                            }
                        }
                    }
                });
    }

    private static String filled(String sentence) {
        return sentence.replace("‹number›", "7")
                .replace("‹length of time›", "7 minutes")
                .replace("‹theme›", "dark")
                .replace("‹operator›", "plus")
                .replace("‹thing›", "lamp");
    }
}
