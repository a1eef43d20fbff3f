// nothing is asked of other hosts: no validator, and no credential is kept
window.ui = SwaggerUIBundle({
	url: '/openapi.json',
	dom_id: '#docs',
	deepLinking: true,
	docExpansion: 'none',
	filter: true,
	defaultModelsExpandDepth: -1,
	tryItOutEnabled: true,
	validatorUrl: null
});
