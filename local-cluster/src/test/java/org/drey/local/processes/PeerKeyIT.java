package org.drey.local.processes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files of a key. */
final class PeerKeyIT {
  private static final String OWNERS = "rw-------";

  @TempDir private Path folder;

  @Test
  void itIsMadeOnceAndForItsOwnerAlone() throws IOException {
    PeerKey key = new PeerKey(folder);
    Map<String, String> made = key.ofFlink();
    assertEquals(Map.of("peer.p12", OWNERS, "peer.password", OWNERS, "peer.pem", OWNERS), modes());
    assertEquals(made, key.ofFlink());
    String pem = Files.readString(folder.resolve("peer.pem"));
    key.create();
    assertEquals(pem, Files.readString(folder.resolve("peer.pem")));
  }

  @Test
  void oneWhoseMakingWasBrokenOffIsMadeAnew() throws IOException {
    Files.writeString(folder.resolve("peer.p12"), "half");
    String password = new PeerKey(folder).ofFlink().get("security.ssl.internal.key-password");
    assertEquals(password, Files.readString(folder.resolve("peer.password")));
  }

  private Map<String, String> modes() throws IOException {
    Map<String, String> modes = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        modes.put(
            file.getFileName().toString(),
            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
      }
    }
    return modes;
  }
}
