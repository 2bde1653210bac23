package org.drey.local.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The package for rule authors: what is in it, and that it runs where it is unpacked. */
final class LocalPackageIT {
  @TempDir private static Path folder;
  private static UnpackedPackage unpacked = new UnpackedPackage(Path.of(""));

  @BeforeAll
  static void unpack() throws IOException {
    unpacked = UnpackedPackage.of(Path.of(System.getProperty("drey.local.package")), folder);
  }

  @Test
  void whatIsInItIsListedAndLicensed() throws IOException {
    assertEquals(
        List.of("LICENSE", "README.md", "bin", "drey", "edge", "lib", "licences", "sbom.json"),
        unpacked.in(""));
    unpacked.assertListedAndLicensed("drey-local-cluster-");
  }

  @Test
  void itGeneratesAWorldAndReplaysIt() throws Exception {
    String generated =
        unpacked.run("drey", "generate", "--output", "world", "--people", "200", "--days", "30");
    assertTrue(generated.startsWith("0 "), generated);
    String replayed =
        unpacked.run(
            "bin/drey",
            "replay",
            "--input",
            "world",
            "--config",
            "world/config.yaml",
            "--blocklist",
            "world/blocklist.txt",
            "--output",
            "results");
    assertTrue(replayed.startsWith("0 "), replayed);
    assertTrue(Files.size(folder.resolve("results/alerts.jsonl")) > 0, replayed);
  }
}
