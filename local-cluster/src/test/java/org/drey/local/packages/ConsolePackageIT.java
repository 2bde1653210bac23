package org.drey.local.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The package for analysts: what is in it. */
final class ConsolePackageIT {
  private static final Path ARCHIVE = Path.of(System.getProperty("drey.console.package"));
  private static final int MAX_JARS = 90;
  private static final long MAX_BYTES = 100_000_000;

  @TempDir private static Path folder;
  private static UnpackedPackage unpacked = new UnpackedPackage(Path.of(""));

  @BeforeAll
  static void unpack() throws IOException {
    unpacked = UnpackedPackage.of(ARCHIVE, folder);
  }

  @Test
  void itHasNeitherFlinkNorABroker() throws IOException {
    unpacked.assertIsSmall(ARCHIVE, MAX_BYTES, MAX_JARS);
  }

  @Test
  void whatIsInItIsListedAndLicensed() throws IOException {
    assertEquals(
        List.of(
            "LICENSE",
            "README.md",
            "bin",
            "drey",
            "lib",
            "licences",
            "sbom.json",
            "sign-in-example.yaml",
            "systemd"),
        unpacked.in(""));
    assertEquals(List.of("drey-console.service"), unpacked.in("systemd"));
    unpacked.assertListedAndLicensed("drey-console-");
  }
}
