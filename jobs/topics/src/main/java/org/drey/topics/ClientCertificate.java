package org.drey.topics;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;

/** The certificate that a client shows, looked at for what its broker does not say of it. */
final class ClientCertificate {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN CERTIFICATE-----.*?-----END CERTIFICATE-----", Pattern.DOTALL);

  private ClientCertificate() {}

  /** Returns whether one is known to have expired; what cannot be read here is not. */
  static boolean hasExpired(Properties client) {
    String file = client.getProperty("ssl.keystore.location", "");
    if (file.isEmpty()) {
      return false;
    }
    try {
      List<? extends Certificate> shown =
          client.getProperty("ssl.keystore.type", "JKS").equals("PEM")
              ? inText(Path.of(file))
              : inStore(Path.of(file), client);
      return !shown.isEmpty()
          && shown.get(0) instanceof X509Certificate own
          && own.getNotAfter().toInstant().isBefore(Instant.now());
    } catch (GeneralSecurityException | IOException e) {
      return false;
    }
  }

  private static List<Certificate> inText(Path file) throws GeneralSecurityException, IOException {
    List<Certificate> all = new ArrayList<>();
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    var found = PEM.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
    while (found.find()) {
      byte[] one = found.group().getBytes(StandardCharsets.ISO_8859_1);
      all.add(factory.generateCertificate(new ByteArrayInputStream(one)));
    }
    return all;
  }

  private static List<Certificate> inStore(Path file, Properties client)
      throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(client.getProperty("ssl.keystore.type", "JKS"));
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, client.getProperty("ssl.keystore.password", "").toCharArray());
    }
    List<Certificate> all = new ArrayList<>();
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias)) {
        all.add(store.getCertificate(alias));
      }
    }
    return all;
  }
}
