package org.drey.local.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The package for hosts: what is in it. */
final class HostsPackageIT {
  private static final Path ARCHIVE = Path.of(System.getProperty("drey.package"));
  private static final int MAX_JARS =
      49; // dnstap needs protobuf's reader, rules RE2's, keys zxcvbn
  private static final long MAX_BYTES = 70_000_000;

  @TempDir private static Path folder;
  private static UnpackedPackage unpacked = new UnpackedPackage(Path.of(""));

  @BeforeAll
  static void unpack() throws IOException {
    unpacked = UnpackedPackage.of(ARCHIVE, folder);
  }

  @Test
  void itIsSmallAndHasNeitherFlinkNorABroker() throws IOException {
    unpacked.assertIsSmall(ARCHIVE, MAX_BYTES, MAX_JARS);
    assertEquals(
        List.of(
            "LICENSE",
            "README.md",
            "bin",
            "drey",
            "edge",
            "lib",
            "licences",
            "sbom.json",
            "systemd"),
        unpacked.in(""));
    assertEquals(
        List.of(
            "drey-collect.service",
            "drey-forward.service",
            "drey-icap.service",
            "drey-rpz.service",
            "drey-splash.service"),
        unpacked.in("systemd"));
    assertEquals(List.of("README.md", "operator-example.yaml"), unpacked.in("edge"));
  }

  @Test
  void whatIsInItIsListedAndLicensed() throws IOException {
    unpacked.assertListedAndLicensed("drey-cli-");
  }
}
