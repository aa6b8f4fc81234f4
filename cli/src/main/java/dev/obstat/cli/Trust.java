package dev.obstat.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// Files that make a command's clients trust the installation's certificate authority, in the forms
/// that clients read. What replaces a client's own roots has the usual roots as well.
///
/// @param own the authority alone, as PEM
/// @param all the authority and the usual roots, as PEM
/// @param store the same for Java
record Trust(Path own, Path all, Path store) {
  /// The word that Java's tools use for stores without secrets.
  private static final String STORE_PASSWORD = "changeit";

  /// @param directory is made, and has to be removed by whoever asked for it
  /// @param pem the authority's certificate
  /// @throws CommandFailed when the files cannot be written
  static Trust write(Path directory, String pem) {
    try {
      Files.createDirectories(directory);
      Certificate authority =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(
                  new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
      List<Certificate> all = new ArrayList<>();
      all.add(authority);
      all.addAll(usualRoots());
      Trust trust =
          new Trust(
              directory.resolve("ca.pem"),
              directory.resolve("ca-bundle.pem"),
              directory.resolve("truststore.p12"));
      Files.writeString(trust.own, pem(List.of(authority)));
      Files.writeString(trust.all, pem(all));
      writeStore(trust.store, all);
      return trust;
    } catch (IOException | GeneralSecurityException e) {
      throw new CommandFailed(
          "cannot write the certificate that the command's clients need to `" + directory + "`", e);
    }
  }

  /// The variables by which clients find the files.
  Map<String, String> variables() {
    Map<String, String> variables = new TreeMap<>();
    variables.put("AWS_CA_BUNDLE", all.toString());
    variables.put("SSL_CERT_FILE", all.toString());
    variables.put("REQUESTS_CA_BUNDLE", all.toString());
    variables.put("CURL_CA_BUNDLE", all.toString());
    variables.put("NODE_EXTRA_CA_CERTS", own.toString());
    return variables;
  }

  /// Options of a Java machine; empty when the path cannot be written as one.
  String javaOptions() {
    return store.toString().contains(" ")
        ? ""
        : "-Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStoreType=PKCS12 -Djavax.net.ssl.trustStorePassword=%s"
            .formatted(store, STORE_PASSWORD);
  }

  private static List<X509Certificate> usualRoots() throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    // No store of our own: the machine's.
    factory.init((KeyStore) null);
    return Arrays.stream(factory.getTrustManagers())
        .filter(X509TrustManager.class::isInstance)
        .map(X509TrustManager.class::cast)
        .flatMap(manager -> Arrays.stream(manager.getAcceptedIssuers()))
        .toList();
  }

  private static String pem(List<Certificate> certificates) throws CertificateEncodingException {
    Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
    StringBuilder pem = new StringBuilder();
    for (Certificate certificate : certificates) {
      pem.append("-----BEGIN CERTIFICATE-----\n")
          .append(lines.encodeToString(certificate.getEncoded()))
          .append("\n-----END CERTIFICATE-----\n");
    }
    return pem.toString();
  }

  private static void writeStore(Path file, List<Certificate> certificates)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (int i = 0; i < certificates.size(); i++) {
      store.setCertificateEntry("root-" + i, certificates.get(i));
    }
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, STORE_PASSWORD.toCharArray());
    }
  }
}
