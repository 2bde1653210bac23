package org.drey.collect.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.InvalidConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FollowedFileTest {
  @TempDir private Path folder;

  private Path configuration(String basis) throws Exception {
    return Files.writeString(
        folder.resolve("drey.yaml"),
        """
        streams:
          dns-queries:
            legal_basis: %s
            topics:
              - {name: dns-queries, provider: isp.example, token_domain: uk}
        """
            .formatted(basis));
  }

  private static FeedTarget target(Path file) throws Exception {
    return FeedTarget.of(DreyConfiguration.read(file), "dns-queries", "dns-queries", null);
  }

  @Test
  void aBasisThatIsWithdrawnHoldsFromTheNextLookOn() throws Exception {
    Path file = configuration("consent, section 7");
    FollowedFile<FeedTarget> followed = new FollowedFile<>(file, FollowedFileTest::target);
    FeedTarget declared = new FeedTarget("dns-queries", "dns-queries", "isp.example", "uk", true);
    assertEquals(declared, followed.get());
    configuration("none");
    followed.look();
    assertEquals(false, followed.get().subjects());
  }

  @Test
  void aChangeThatCannotBeUsedIsAProblemAndLeavesWhatWas() throws Exception {
    Path file = configuration("none");
    FollowedFile<FeedTarget> followed = new FollowedFile<>(file, FollowedFileTest::target);
    configuration("[");
    followed.look();
    assertNotNull(followed.problem());
    assertEquals("isp.example", followed.get().provider());
    Files.delete(file);
    followed.look();
    assertNotNull(followed.problem());
    configuration("none now");
    followed.look();
    assertNull(followed.problem());
    assertEquals(true, followed.get().subjects());
  }

  @Test
  void aTopicOfAnotherProviderOrOfNoJobIsRefused() throws Exception {
    DreyConfiguration configuration = DreyConfiguration.read(configuration("none"));
    assertThrows(
        InvalidConfigurationException.class,
        () -> FeedTarget.of(configuration, "dns-queries", "dns-queries", "other.example"));
    assertThrows(
        InvalidConfigurationException.class,
        () -> FeedTarget.of(configuration, "dns-queries", "elsewhere", "isp.example"));
    assertThrows(
        InvalidConfigurationException.class,
        () -> FeedTarget.of(DreyConfiguration.DEFAULT, "dns-queries", "dns-queries", null));
  }
}
