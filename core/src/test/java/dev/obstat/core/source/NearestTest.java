package dev.obstat.core.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class NearestTest {

  @Test
  void aTypingErrorFindsTheWordThatWasMeant() {
    List<String> known = List.of("outcome", "approvals", "cooloff", "expires", "because", "id");
    Map<String, String> meant =
        Map.of(
            "outcme",
            "outcome",
            "aprovals",
            "approvals",
            "coolof",
            "cooloff",
            "becuase",
            "because",
            "Expires",
            "expires",
            "di",
            "id");
    meant.forEach((written, word) -> assertThat(Nearest.to(written, known)).contains(word));
    assertThat(Nearest.to("severity", known)).isEmpty();
    assertThat(Nearest.to("x".repeat(200), known)).isEmpty();
  }

  @Test
  void theDigestIsOfNamesAndContents() {
    String digest = SourceFiles.of(Map.of("a", "1", "b", "2")).digest();
    assertThat(digest).matches("[0-9a-f]{64}");
    assertThat(SourceFiles.of(Map.of("b", "2", "a", "1")).digest()).isEqualTo(digest);
    assertThat(SourceFiles.of(Map.of("a", "1", "c", "2")).digest()).isNotEqualTo(digest);
    assertThat(SourceFiles.of(Map.of("a", "12", "b", "")).digest()).isNotEqualTo(digest);
    assertThat(SourceFiles.of(Map.of("a", "1", "b", "2")).digests())
        .containsEntry("a", "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b");
  }
}
