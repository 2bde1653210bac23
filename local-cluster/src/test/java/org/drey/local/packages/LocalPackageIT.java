package org.drey.local.packages;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The package for rule authors: what is in it. */
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
}
