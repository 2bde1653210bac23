package org.drey.streaming.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.drey.definitions.config.DreyConfiguration;
import org.drey.definitions.config.InvalidConfigurationException;
import org.drey.definitions.config.SuffixList;
import org.drey.definitions.stream.StreamRegistry;
import org.drey.rules.compile.RuleSet;
import org.drey.streaming.fixture.Folder;
import org.drey.streaming.fixture.Replayed;
import org.drey.streaming.fixture.Sample;
import org.drey.streaming.fixture.SmallRules;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A job finds registered domains by the public suffix list that it was started with. */
final class SuffixListIT {
  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws Exception {
    file = Files.writeString(folder.resolve("list.dat"), "// VERSION: 2031-05-06\nshop.example\n");
  }

  @Test
  void rulesSeeTheRegisteredDomainsOfTheListGiven() throws Exception {
    assertEquals(2, askedOften(DreyConfiguration.DEFAULT), "each completes it for shop.example");
    assertEquals(
        0,
        askedOften(DreyConfiguration.DEFAULT.withSuffixes(SuffixList.of(file))),
        "shop.example is where others register");
  }

  /** How often several names of one registered domain were asked for. */
  private long askedOften(DreyConfiguration configuration) throws Exception {
    Path input = Files.createTempDirectory(folder, "input");
    Folder.of(
            List.of(
                Sample.query("q1", "s1", "a.shop.example"),
                Sample.query("q2", "s2", "b.shop.example")))
        .write(input);
    RuleSet rules = StreamRegistry.compile(List.of(SmallRules.FILE), configuration);
    String rule = SmallRules.head("asked_often").id();
    return Replayed.against(null, rules, configuration, input, 2).lines("findings").stream()
        .filter(finding -> finding.get("rule_id").asText().equals(rule))
        .count();
  }

  @Test
  void theListTravelsAlsoWhenItsFileIsGone() throws Exception {
    SuffixList list = SuffixList.of(file);
    Files.delete(file);
    SuffixList arrived = copy(list);
    assertEquals("2031-05-06", arrived.open().version());
    assertEquals(list.open().checksum(), arrived.open().checksum());
    assertEquals(SuffixList.BUNDLED.open().checksum(), copy(SuffixList.BUNDLED).open().checksum());
  }

  @Test
  void whatIsNoListIsRefusedBeforeTheJobStarts() throws Exception {
    Path page = Files.writeString(folder.resolve("page.dat"), "<!DOCTYPE html>\n");
    var refused = assertThrows(InvalidConfigurationException.class, () -> SuffixList.of(page));
    assertTrue(String.valueOf(refused.getMessage()).startsWith(page + ": line 1 "));
    Path missing = folder.resolve("missing.dat");
    assertThrows(NoSuchFileException.class, () -> SuffixList.of(missing));
  }

  private static SuffixList copy(SuffixList list) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(list);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      return (SuffixList) in.readObject();
    }
  }
}
