package io.losant4j.spring.boot;

import java.security.KeyManagementException;
import java.security.SecureRandom;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLContextSpi;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocketFactory;
import javax.net.ssl.SSLSessionContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/**
 * The TLS of a bundle as it is at the moment: each new connection is made with the keys
 * and the trust that the bundle had last. A reload touches no open connection: a stream
 * lives on with what it was opened with, and calls move over within the life time of
 * pooled connections.
 */
final class BundledSslContext extends SSLContextSpi {

	private volatile Current current;

	private BundledSslContext(SslBundle bundle) {
		this.current = new Current(bundle);
	}

	/**
	 * The TLS of a bundle.
	 * @param property names the bundle in failures
	 */
	static SSLContext of(String property, String name, ObjectProvider<SslBundles> provider) {
		SslBundles bundles = provider.getIfAvailable();
		if (bundles == null) {
			throw new InvalidLosantPropertyException(property,
					"names the SSL bundle '" + name + "', but there is no bean of type SslBundles", null);
		}
		try {
			BundledSslContext context = new BundledSslContext(bundles.getBundle(name));
			bundles.addBundleUpdateHandler(name, (bundle) -> context.current = new Current(bundle));
			return new Context(context);
		}
		catch (NoSuchSslBundleException ex) {
			throw new InvalidLosantPropertyException(property,
					"must name an SSL bundle, was '" + name + "'; there are " + bundles.getBundleNames(), ex);
		}
	}

	@Override
	protected void engineInit(KeyManager @Nullable [] keys, TrustManager @Nullable [] trust,
			@Nullable SecureRandom random) throws KeyManagementException {
		throw new KeyManagementException("The keys and the trust are the bundle's");
	}

	@Override
	protected SSLEngine engineCreateSSLEngine() {
		return this.current.context.createSSLEngine();
	}

	@Override
	protected SSLEngine engineCreateSSLEngine(String host, int port) {
		return this.current.context.createSSLEngine(host, port);
	}

	@Override
	protected SSLParameters engineGetDefaultSSLParameters() {
		return this.current.parameters();
	}

	@Override
	protected SSLParameters engineGetSupportedSSLParameters() {
		return this.current.context.getSupportedSSLParameters();
	}

	@Override
	protected SSLSocketFactory engineGetSocketFactory() {
		return this.current.context.getSocketFactory();
	}

	@Override
	protected SSLServerSocketFactory engineGetServerSocketFactory() {
		return this.current.context.getServerSocketFactory();
	}

	@Override
	protected SSLSessionContext engineGetServerSessionContext() {
		return this.current.context.getServerSessionContext();
	}

	@Override
	protected SSLSessionContext engineGetClientSessionContext() {
		return this.current.context.getClientSessionContext();
	}

	/** What the bundle was made of last; made once, since it costs reading keys. */
	private record Current(SslBundle bundle, SSLContext context) {

		Current(SslBundle bundle) {
			this(bundle, bundle.createSslContext());
		}

		SSLParameters parameters() {
			SSLParameters parameters = this.context.getDefaultSSLParameters();
			if (this.bundle.getOptions().getCiphers() != null) {
				parameters.setCipherSuites(this.bundle.getOptions().getCiphers());
			}
			if (this.bundle.getOptions().getEnabledProtocols() != null) {
				parameters.setProtocols(this.bundle.getOptions().getEnabledProtocols());
			}
			return parameters;
		}

	}

	private static final class Context extends SSLContext {

		Context(BundledSslContext spi) {
			super(spi, spi.current.context.getProvider(), spi.current.context.getProtocol());
		}

	}

}
